import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { containerLimits } from "../../components/tenancy/teamQuota";
import type { JsonObject } from "../../core/json/json";
import { allRules } from "../../policies/catalogue";
import type { KubernetesRule } from "../../policies/rule";
import { baseStack } from "../../policies/specimens/baseStack";
import { type Broken, broken } from "../policies/upstream/breaks";
import { admitted, refused } from "../policies/upstream/catalogue";
import { upstreamContext } from "../policies/upstream/context";
import { type Declared, declared } from "../policies/upstream/declared";
import type { UpstreamManifest } from "../policies/upstream/upstreamObject";
import { workspaceQuota } from "../support/workspace";
import { install } from "./support/admission";
import { BareKubernetes, type Manifest, manifestOf } from "./support/bareKubernetes";
import { report } from "./support/sandbox";

/**
 * Objects that upstream's controllers create in a team's namespace, sent to a real API server with the installed
 * policies: in a namespace of the platform with the standard `restricted` and the team's LimitRange, and in a team's
 * namespace with the policies only.
 *
 * Not tested: that controllers create these objects (they are copied from their sources, and none runs here), and the
 * admission of the custom resources themselves.
 */
const rules = allRules().flatMap((rule): KubernetesRule[] => (rule.about === "kubernetes" ? [rule] : []));

/** A team's namespace without Kubernetes' standard. */
const policiesAlone = "speech";

/** Service accounts of pods, of the platform and of upstream. */
const accounts = ["default", "default-editor", "serving", "training", "workflow"];

let kubernetes: BareKubernetes;
let made: Declared;

beforeAll(async () => {
  made = await declared();
  kubernetes = await BareKubernetes.start();
  const namespace = teamNamespace();
  const limits = {
    apiVersion: "v1",
    kind: "LimitRange",
    metadata: { name: "team", namespace: namespace.metadata.name },
    spec: { limits: [containerLimits(workspaceQuota)] },
  };
  for (const one of [namespace, withoutStandard(namespace)]) await kubernetes.apply(one);
  await kubernetes.apply(manifestOf(JSON.stringify(limits)));
  for (const space of [namespace.metadata.name, policiesAlone]) {
    for (const name of accounts) {
      await kubernetes.apply({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace: space } });
    }
  }
  await install(kubernetes, rules, upstreamContext, "as installed");
});

afterAll(() => kubernetes?.erase());

/** Returns a team's namespace with the platform's labels. */
function teamNamespace(): Manifest {
  const found = baseStack().find(({ inputs }) => inputs.kind === "Namespace");
  if (!found) throw new Error("the world has a namespace");
  return manifestOf(JSON.stringify(found.inputs));
}

function withoutStandard({ metadata, ...namespace }: Manifest): Manifest {
  const labels = Object.entries(Object(metadata.labels)).filter(([name]) => !name.startsWith("pod-security."));
  return manifestOf(
    JSON.stringify({
      ...namespace,
      metadata: { ...metadata, name: policiesAlone, labels: Object.fromEntries(labels) },
    }),
  );
}

function sent(manifest: UpstreamManifest, namespace = manifest.metadata.namespace): Manifest {
  const metadata: JsonObject = { ...manifest.metadata, namespace };
  return manifestOf(JSON.stringify({ ...manifest, metadata }));
}

/** Returns what rejects an object: Kubernetes' standard, a rule, or undefined. */
async function refuserOf(manifest: Manifest): Promise<string | undefined> {
  const { refusal } = await kubernetes.judgementOf(manifest);
  if (refusal === undefined) return undefined;
  if (refusal.includes('violates PodSecurity "restricted')) return "PodSecurity restricted";
  const rule = /ValidatingAdmissionPolicy '([a-z0-9-]+)\.mlops\.platform'/.exec(refusal)?.[1];
  return rule ?? refusal;
}

/** The standard applies to pods only, not to their owners. If both reject a pod, the API reports the standard. */
function expected({ rule, standard, manifest }: Broken): string {
  return standard && manifest.kind === "Pod" ? "PodSecurity restricted" : rule;
}

describe.each(Object.entries(admitted))("%s", (_, make) => {
  it("is admitted without unknown fields", async () => {
    expect(await kubernetes.refusalOf(sent(make(made)))).toBeUndefined();
    expect(await kubernetes.refusalOf(sent(make(made), policiesAlone))).toBeUndefined();
  });

  it("is rejected if it violates one protected field", async () => {
    const cases = broken(make(made));
    const refusers: unknown[] = [];
    for (const { of, manifest } of cases) {
      refusers.push([of, await refuserOf(sent(manifest)), await refuserOf(sent(manifest, policiesAlone))]);
    }
    expect(refusers).toEqual(cases.map((one) => [one.of, expected(one), one.rule]));
    report("broken", { cases: cases.length });
  });
});

describe("upstream's objects without the platform's configuration", () => {
  it.each(Object.entries(refused))("%s is rejected", async (_, { make, by }) => {
    const refusal = await refuserOf(sent(make(made), policiesAlone));
    expect(by).toContain(refusal);
  });
});
