import { setTimeout as sleep } from "node:timers/promises";
import { kinds } from "../../../components/services/kinds";
import { isJsonObject, type JsonObject } from "../../../core/json/json";
import type { Kind } from "../../../core/kubernetes/kind";
import { kubernetesKinds } from "../../../core/kubernetes/kinds";
import { platformNamespaceLabel, teamLabel } from "../../../core/kubernetes/labels";
import type { RuleContext } from "../../../policies/context";
import { admissionPolicy } from "../../../policies/kubernetes/admission";
import type { KubernetesRule } from "../../../policies/rule";
import { type BareKubernetes, type Judgement, type Manifest, manifestOf } from "./bareKubernetes";

const version = "admissionregistration.k8s.io/v1";
const waitSeconds = 60;

/**
 * Actions of all bindings: as the platform installs them, or only warnings, so that the API reports all rules together.
 */
export type Actions = "as installed" | "only warn";

/** Installs rules as admission policies, and waits until the API server enforces them. */
export async function install(
  kubernetes: BareKubernetes,
  rules: readonly KubernetesRule[],
  context: RuleContext,
  actions: Actions,
): Promise<void> {
  const namespaceLabels = { teams: teamLabel, platform: platformNamespaceLabel };
  for (const rule of rules) {
    const { name, spec, bindings } = admissionPolicy(rule, {
      context,
      waivers: [],
      today: "2026-01-01",
      namespaceLabels,
    });
    await kubernetes.apply(manifest("ValidatingAdmissionPolicy", name, spec));
    for (const [owner, binding] of Object.entries(bindings)) {
      const changed = actions === "only warn" ? { ...binding, validationActions: ["Warn"] } : binding;
      await kubernetes.apply(manifest("ValidatingAdmissionPolicyBinding", `${owner}.${name}`, changed));
    }
  }
  await untilHeld(kubernetes);
}

let installed = 0;

/** The server loads policies in the order of their creation: when it enforces the last, it enforces all. */
async function untilHeld(kubernetes: BareKubernetes): Promise<void> {
  installed += 1;
  const word = `held-${installed}`;
  const resourceRules = [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["configmaps"] }];
  const validations = [{ expression: "object.metadata.name != 'sentinel'", message: word }];
  await kubernetes.apply(
    manifest("ValidatingAdmissionPolicy", "sentinel", { matchConstraints: { resourceRules }, validations }),
  );
  await kubernetes.apply(
    manifest("ValidatingAdmissionPolicyBinding", "sentinel", { policyName: "sentinel", validationActions: ["Warn"] }),
  );
  const sentinel = manifestOf("{apiVersion: v1, kind: ConfigMap, metadata: {name: sentinel, namespace: default}}");
  const until = Date.now() + waitSeconds * 1000;
  for (;;) {
    const { warnings } = await kubernetes.judgementOf(sentinel);
    if (warnings.some((text) => text.includes(word))) break;
    if (Date.now() > until) throw new Error(`the API server does not enforce the policies after ${waitSeconds} s`);
    await sleep(500);
  }
  // Expressions are compiled separately: the last may be ready before the others.
  await sleep(1000);
}

/**
 * Returns the API's verdict on an object. Ephemeral containers are added to an existing pod, because new pods cannot
 * have any.
 */
export async function judgementOf(kubernetes: BareKubernetes, object: Manifest): Promise<Judgement> {
  const { ephemeralContainers, ...spec } = isJsonObject(object.spec) ? object.spec : {};
  if (object.kind !== "Pod" || ephemeralContainers === undefined) return kubernetes.judgementOf(object);
  const begun = manifestOf(JSON.stringify({ ...object, spec }));
  await kubernetes.make(begun);
  const judgement = await kubernetes.judgementOf(object, "ephemeralcontainers");
  await kubernetes.remove(begun);
  return judgement;
}

/** Returns the names of rules in warnings. */
export function rulesIn(warnings: readonly string[]): string[] {
  return warnings
    .flatMap((text) => /ValidatingAdmissionPolicy '([a-z0-9-]+)\.mlops\.platform'/.exec(text)?.[1] ?? [])
    .sort();
}

/** Returns definitions of custom kinds without a schema, because rules must handle objects of any form. */
export function looseDefinitions(): Manifest[] {
  const own = new Set<Kind>(kubernetesKinds);
  return kinds
    .filter((one) => !own.has(one))
    .map(({ group, version: served, kind, plural, namespaced }) => {
      const schema = { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } };
      return {
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        metadata: {
          name: `${plural}.${group}`,
          annotations: { "api-approved.kubernetes.io": "unapproved, a stand-in" },
        },
        spec: {
          group,
          scope: namespaced ? "Namespaced" : "Cluster",
          names: { kind, plural, singular: kind.toLowerCase() },
          versions: [{ name: served, served: true, storage: true, schema }],
        },
      };
    });
}

/**
 * Returns a namespace with the platform's labels. It sets no pod security standard, so that only the rules reject pods.
 */
export function namespaceManifest(name: string, isTeams: boolean): Manifest {
  const labels = isTeams ? { [teamLabel]: name } : { [platformNamespaceLabel]: "platform" };
  const annotations = isTeams ? { "mlops.platform/accelerator-ceiling": "8" } : {};
  return { apiVersion: "v1", kind: "Namespace", metadata: { name, labels, annotations } };
}

function manifest(kind: string, name: string, spec: object): Manifest {
  const json: JsonObject = JSON.parse(JSON.stringify(spec));
  return { apiVersion: version, kind, metadata: { name }, spec: json };
}
