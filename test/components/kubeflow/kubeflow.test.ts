import { describe, expect, it } from "vitest";
import { Kubeflow } from "../../../components/kubeflow/kubeflow";
import { waitsFor } from "../../support/graph";
import { all, only, recordComponent } from "../../support/record";
import { serviceContext, there } from "../../support/service";
import { applicationType, platformProject } from "./trainingOperator/trainingOperatorRecord";

function kubeflow() {
  return recordComponent(
    () =>
      new Kubeflow("k", serviceContext(), { monitoringCrds: there, argoCd: { ready: [], project: platformProject() } }),
  );
}

describe("Kubeflow", () => {
  it("restricts the pods of its namespaces", async () => {
    const resources = await kubeflow();
    expect(all(resources, "kubernetes:core/v1:Namespace").map(({ inputs }) => inputs.metadata)).toMatchObject([
      { name: "kubeflow", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
      { name: "kubeflow-system", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
    ]);
  });

  it("creates runtimes after the webhook, and deletes them before it", async () => {
    const resources = await kubeflow();
    const release = only(resources, "kubernetes:helm.sh/v3:Release");
    const runtimes = all(resources, "kubernetes:trainer.kubeflow.org/v1alpha1:ClusterTrainingRuntime");
    expect(runtimes.map((runtime) => waitsFor(resources, runtime, release))).toEqual([true, true]);
  });

  it("creates the namespace and its policies before the Application, and deletes them after it", async () => {
    const resources = await kubeflow();
    const application = only(resources, applicationType);
    const earlier = [
      only(resources, "kubernetes:core/v1:Namespace", "k-namespace"),
      ...all(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy").filter(({ name }) =>
        name.startsWith("k-namespace-"),
      ),
    ];
    expect(earlier.length).toBeGreaterThan(1);
    for (const one of earlier) expect(waitsFor(resources, application, one)).toBe(true);
  });
});
