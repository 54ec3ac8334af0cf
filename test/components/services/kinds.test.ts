import { describe, expect, it } from "vitest";
import { services } from "../../../components/services/catalogue";
import { kinds, workloadKinds } from "../../../components/services/kinds";
import { releaseType } from "../../../core/graph/graph";
import { kubernetesKinds, plannedKinds, podKinds } from "../../../core/kubernetes/kinds";
import { kubernetesManifest } from "../../../core/kubernetes/manifest";
import type { ServiceFacts } from "../../../core/services/serviceFacts";
import { allRules } from "../../../policies/catalogue";
import { planStack } from "../../support/plan";

/** Not tested: that upstream's kinds are as a row says (test/e2e/schemas.e2e.ts). */

const idOf = ({ group, kind }: { readonly group: string; readonly kind: string }) => `${group}/${kind}`;

/** Returns values that occur more than once. */
function repeated(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

describe("the catalogue of kinds", () => {
  it("has each kind once, and each resource of the API once", () => {
    expect(repeated(kinds.map(idOf))).toEqual([]);
    expect(repeated(kinds.map(({ group, plural }) => `${group}/${plural}`))).toEqual([]);
  });

  it("has unique names of kinds that rules use, because a rule has no API group", () => {
    const named = new Set<string>(allRules().flatMap((rule) => (rule.about === "kubernetes" ? rule.kinds : [])));
    expect(named.size).toBeGreaterThan(20);
    expect(repeated(kinds.map(({ kind }) => kind).filter((kind) => named.has(kind)))).toEqual([]);
  });

  it("has every kind and version of which the program creates objects", async () => {
    const made = (await planStack("everything"))
      .filter(({ type }) => type !== releaseType)
      .flatMap((one) => kubernetesManifest(one) ?? []);
    expect(made.length).toBeGreaterThan(100);
    const known = new Set(
      kinds.map(({ group, version, kind }) => `${group === "" ? "" : `${group}/`}${version} ${kind}`),
    );
    const others = made.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`).filter((one) => !known.has(one));
    expect([...new Set(others)].sort()).toEqual([]);
  });

  it.each(Object.entries<ServiceFacts>(services))(
    "says of %s only what its charts or kustomizations bring",
    (_, own) => {
      const brought = [
        ...Object.values(own.charts).flatMap(({ crds }) => crds),
        ...Object.values(own.kustomizations ?? {}).flatMap(({ crds }) => crds),
      ];
      expect(own.kinds.map(idOf).filter((kind) => !brought.includes(kind))).toEqual([]);
    },
  );

  it("lists no planned kind that a service already installs", () => {
    const brought = new Set(Object.values<ServiceFacts>(services).flatMap((own) => own.kinds.map(idOf)));
    expect([...plannedKinds, ...kubernetesKinds].map(idOf).filter((kind) => brought.has(kind))).toEqual([]);
  });
});

it("podKinds are the built-in kinds with a pod template", () => {
  expect(podKinds).toEqual(["Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob"]);
});

it("workloadKinds are all namespaced kinds that create pods", () => {
  expect(workloadKinds).toEqual(
    expect.arrayContaining([...podKinds, "InferenceService", "JobSet", "PyTorchJob", "TFJob", "TrainJob", "Workflow"]),
  );
  for (const none of ["ConfigMap", "Namespace", "TrainingRuntime"]) expect(workloadKinds).not.toContain(none);
});
