import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { groupBy } from "../../core/graph/graph";
import { isJsonObject } from "../../core/json/json";
import { teamLabel } from "../../core/kubernetes/labels";
import type { RuleContext } from "../../policies/context";
import { evaluateRule } from "../../policies/kubernetes/evaluate";
import { appliesTo, kubernetesObject, namespacesOf } from "../../policies/kubernetes/objects";
import { enforcementIn, type KubernetesRule } from "../../policies/rule";
import type { Specimen } from "../../policies/specimen";
import { baseStack, context, platformNamespace, team } from "../../policies/specimens/baseStack";
import { Graph, type Subject } from "../../policies/subject";
import { cataloguedSpecimens } from "../support/specimens";
import { install, judgementOf, looseDefinitions, namespaceManifest, rulesIn } from "./support/admission";
import { BareKubernetes, type Manifest, manifestOf } from "./support/bareKubernetes";
import { report } from "./support/sandbox";

/**
 * The rules about Kubernetes objects, enforced by a real API server: each specimen gets the same verdict from both
 * engines, and violations are rejected for all users.
 *
 * Not tested: schemas of kinds, which are permissive here (see schemas.e2e.ts).
 */
const shown = cataloguedSpecimens().filter(({ rule }) => rule.about === "kubernetes");
const rules = shown.flatMap(({ rule }): KubernetesRule[] => (rule.about === "kubernetes" ? [rule] : []));

interface Shown {
  readonly of: string;
  readonly specimen: Specimen;
  readonly context: RuleContext;
}

const specimens = shown.flatMap(({ rule, passing, failing }) =>
  [...passing, ...failing].map(
    (specimen): Shown => ({
      of: `${rule.name}: ${specimen.title}`,
      specimen,
      context: { ...context, ...specimen.context },
    }),
  ),
);

let kubernetes: BareKubernetes;

beforeAll(async () => {
  kubernetes = await BareKubernetes.start();
  await kubernetes.define(looseDefinitions());
  await kubernetes.apply(namespaceManifest(team, true));
  await kubernetes.apply(namespaceManifest(platformNamespace, false));
  for (const namespace of [team, platformNamespace, "default", "kube-system"]) {
    for (const name of ["default", "training", "serving"]) await kubernetes.apply(account(name, namespace));
  }
});

afterAll(() => kubernetes?.erase());

function account(name: string, namespace: string): Manifest {
  return { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace } };
}

/** Creates the namespace of an object as in the specimen, or as a namespace of the platform. */
async function place(namespace: string, { specimen }: Shown): Promise<void> {
  if (namespace === "default" || placed.has(namespace)) return;
  const own = specimen.stack.flatMap((subject) => kubernetesObject(subject) ?? []);
  const said = own.find(({ kind, namespace: name }) => kind === "Namespace" && name === namespace);
  const labels = isJsonObject(said?.object.metadata) ? said.object.metadata.labels : undefined;
  const isTeams = isJsonObject(labels) && teamLabel in labels;
  await kubernetes.apply(namespaceManifest(namespace, isTeams));
  await kubernetes.apply(account("default", namespace));
  placed.add(namespace);
}

const placed = new Set([team, platformNamespace]);

/** Returns the objects of a specimen that are sent to the API server. */
function objectsOf({ specimen }: Shown): { subject: Subject; manifest: Manifest }[] {
  return specimen.stack.flatMap((subject) => {
    const found = kubernetesObject(subject);
    return found ? [{ subject, manifest: manifestOf(JSON.stringify(found.object)) }] : [];
  });
}

/**
 * Returns the rules that an object itself violates in our evaluator, without objects that controllers create from it.
 */
function brokenHere({ specimen, context: own }: Shown, subject: Subject): string[] {
  const spaces = namespacesOf(new Graph([...baseStack(), ...specimen.stack]));
  const found = kubernetesObject(subject);
  if (!found) return [];
  const space = found.kind === "Namespace" ? undefined : spaces.get(found.namespace ?? "");
  return rules
    .filter((rule) => appliesTo(rule, found, spaces, own))
    .filter((rule) => evaluateRule(rule, found.object, space, own).status !== "pass")
    .map(({ name }) => name)
    .sort();
}

describe("both engines", () => {
  for (const [key, group] of groupBy(specimens, (one) => JSON.stringify(one.context))) {
    it(`agree on ${group.length} specimens, where ${differing(key)}`, async () => {
      const [first] = group;
      if (!first) throw new Error("a group has members");
      await install(kubernetes, rules, first.context, "only warn");
      const different: unknown[] = [];
      for (const one of group) {
        for (const { subject, manifest } of objectsOf(one)) {
          await place(manifest.metadata.namespace ?? "default", one);
          const { warnings, refusal } = await judgementOf(kubernetes, manifest);
          const here = brokenHere(one, subject);
          const there = rulesIn(warnings);
          if (refusal !== undefined || there.join() !== here.join())
            different.push({ of: one.of, here, there, warnings, refusal });
        }
      }
      expect(different).toEqual([]);
    });
  }

  it("are tested with each rule", () => {
    report("specimens", { rules: rules.length, specimens: specimens.length });
    expect(rules.length).toBeGreaterThan(0);
  });
});

/** Returns how the context of a group differs from the usual one. */
function differing(key: string): string {
  const usual = JSON.stringify(context);
  if (key === usual) return "rules know what they know in prod";
  const own: Record<string, unknown> = JSON.parse(key);
  const differs = Object.entries(own).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(context, name)),
  );
  return differs.map(([name, value]) => `${name} is ${JSON.stringify(value)}`).join(" and ");
}

describe("the API server, with the policies as they are installed", () => {
  const old = { apiVersion: "apps/v1", kind: "Deployment", name: "main", namespace: team };

  beforeAll(async () => {
    await install(kubernetes, rules, context, "only warn");
    const { spec, ...rest } = privileged(team);
    await kubernetes.make(
      manifestOf(JSON.stringify({ ...rest, spec: { ...(isJsonObject(spec) && spec), replicas: 0 } })),
    );
    await kubernetes.client.patch(old, { metadata: { finalizers: ["example.com/kept"] } });
    await install(kubernetes, rules, context, "as installed");
  });

  it("rejects a violation of a mandatory rule in a team's namespace, with rule and fix, and creates nothing", async () => {
    const different: unknown[] = [];
    for (const { rule, failing } of shown) {
      if (rule.about !== "kubernetes" || enforcementIn("prod", rule) !== "mandatory") continue;
      const [specimen] = failing.filter((one) => one.context === undefined);
      const [object] = specimen ? objectsOf({ of: rule.name, specimen, context }) : [];
      if (!object || object.manifest.metadata.namespace !== team) continue;
      const { refusal } = await judgementOf(kubernetes, object.manifest);
      if (!refusal?.includes(`'${rule.name}.mlops.platform'`) || !refusal.includes(`Fix: ${rule.fix}`))
        different.push({ rule: rule.name, refusal });
    }
    expect(different).toEqual([]);
    expect((await kubernetes.client.list("v1", "Pod", team)).map(({ metadata }) => metadata.name)).toEqual([]);
    expect((await kubernetes.client.list("apps/v1", "Deployment", team)).map(({ metadata }) => metadata.name)).toEqual([
      "main",
    ]);
  });

  it("only warns in a namespace of the platform", async () => {
    const { warnings, refusal } = await judgementOf(kubernetes, privileged(platformNamespace));
    expect(refusal).toBeUndefined();
    expect(rulesIn(warnings)).toEqual(["no-privileged-containers"]);
  });

  it("does not warn in Kubernetes' own namespaces", async () => {
    const { warnings, refusal } = await judgementOf(kubernetes, privileged("kube-system"));
    expect({ rules: rulesIn(warnings), refusal }).toEqual({ rules: [], refusal: undefined });
  });

  it("allows scaling, labels and status updates of objects that existed before", async () => {
    await kubernetes.client.patch(old, { spec: { replicas: 3 } }, "scale");
    await kubernetes.client.patch(old, { metadata: { annotations: { "example.com/note": "seen" } } });
    await kubernetes.client.patch(old, { status: { replicas: 0 } }, "status");
  });

  it("rejects a change of such an object that keeps the violation", async () => {
    const change = { spec: { template: { metadata: { annotations: { "example.com/restarted": "now" } } } } };
    await expect(kubernetes.client.patch(old, change)).rejects.toThrow("'no-privileged-containers.mlops.platform'");
  });

  it("allows its deletion, including the update that removes a finalizer", async () => {
    await kubernetes.client.delete(old);
    await kubernetes.client.patch(old, { metadata: { finalizers: null } });
    await expect.poll(() => kubernetes.client.read(old), { timeout: 30_000 }).toBeUndefined();
  });
});

function privileged(namespace: string): Manifest {
  const { failing = [] } = shown.find(({ rule }) => rule.name === "no-privileged-containers") ?? {};
  const objects = failing.flatMap((specimen) => objectsOf({ of: "", specimen, context }));
  const object = objects.find(({ manifest }) => manifest.kind === "Deployment");
  if (!object) throw new Error("no-privileged-containers has a failing Deployment");
  return { ...object.manifest, metadata: { ...object.manifest.metadata, namespace } };
}
