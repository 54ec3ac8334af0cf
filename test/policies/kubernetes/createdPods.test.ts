import { describe, expect, it } from "vitest";
import { unknownToken } from "../../../core/graph/tokens";
import type { JsonObject } from "../../../core/json/json";
import { type CreatedPods, createdPods } from "../../../policies/kubernetes/createdPods";
import { kubernetesObject } from "../../../policies/kubernetes/objects";
import { ReferencedObjects } from "../../../policies/kubernetes/referencedObjects";
import { object } from "../../../policies/specimen";
import type { Subject } from "../../../policies/subject";

/** Tests with the facts of the kinds. The tests of each service check its own pods. */

function podsOf(apiVersion: string, kind: string, spec: JsonObject, around: readonly Subject[] = []): CreatedPods {
  const subject = object({ apiVersion, kind, metadata: { name: "train", namespace: "vision" }, spec });
  const owner = kubernetesObject(subject);
  if (!owner) throw new Error(`rules must know the kind ${kind}`);
  const made = createdPods(owner, new ReferencedObjects(around));
  for (const one of made.pods) expect(one).toMatchObject({ subject, kind: "Pod", namespace: "vision" });
  return made;
}

const main = { name: "main", image: "a:1" };
const token = unknownToken("urn:pulumi:dev::mlops::aws:ecr/repository:Repository::own", "repositoryUrl");

describe("the pods of an object", () => {
  it("have its namespace and name, regardless of the template", () => {
    const template = { metadata: { name: "own", labels: { a: "b" } }, spec: { containers: [main] } };
    const { pods, hidden } = podsOf("kubeflow.org/v1", "PyTorchJob", { pytorchReplicaSpecs: { Master: { template } } });
    expect(hidden).toBe(false);
    expect(pods.map(({ object: pod }) => pod)).toEqual([
      {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "train", namespace: "vision", labels: { a: "b" } },
        spec: { containers: [main], restartPolicy: "Never" },
      },
    ]);
  });

  it.each([
    ["kubeflow.org/v1", "TFJob", { tfReplicaSpecs: { Worker: { template: { spec: { containers: [main] } } } } }],
    ["serving.kserve.io/v1beta1", "InferenceService", { predictor: { containers: [main] } }],
    [
      "jobset.x-k8s.io/v1alpha2",
      "JobSet",
      { replicatedJobs: [{ name: "a", template: { spec: { template: { spec: { containers: [main] } } } } }] },
    ],
  ])("are known for %s %s", (apiVersion, kind, spec) => {
    const { pods, hidden } = podsOf(apiVersion, kind, spec);
    expect(pods.map((one) => one.object.spec)).toMatchObject([{ containers: [main] }]);
    expect(hidden).toBe(false);
  });

  it.each([
    ["argoproj.io/v1alpha1", "Workflow"],
    ["monitoring.coreos.com/v1", "Prometheus"],
    ["serving.kserve.io/v1alpha1", "InferenceGraph"],
  ])("are hidden for %s %s, whose facts do not describe them", (apiVersion, kind) => {
    expect(podsOf(apiVersion, kind, {})).toEqual({ pods: [], hidden: true });
  });

  it("are empty for a Deployment, which is judged itself, and for objects without pods", () => {
    expect(podsOf("apps/v1", "Deployment", { template: { spec: {} } })).toEqual({ pods: [], hidden: false });
    expect(podsOf("v1", "ConfigMap", {})).toEqual({ pods: [], hidden: false });
  });
});

describe("a runtime that a TrainJob refers to", () => {
  const spec = (kind: string) => ({ runtimeRef: { kind, name: "torch" } });
  const runtime = (kind: string, image: string, namespace?: string) =>
    object({
      apiVersion: "trainer.kubeflow.org/v1alpha1",
      kind,
      metadata: { name: "torch", ...(namespace !== undefined && { namespace }) },
      spec: {
        template: {
          spec: {
            replicatedJobs: [{ name: "node", template: { spec: { template: { spec: { containers: [{ image }] } } } } }],
          },
        },
      },
    });
  const around = [
    runtime("TrainingRuntime", "stranger", "speech"),
    runtime("ClusterTrainingRuntime", "everybody"),
    runtime("TrainingRuntime", "own", "vision"),
  ];
  const imagesOf = (kind: string, all: readonly Subject[]) =>
    podsOf("trainer.kubeflow.org/v1alpha1", "TrainJob", spec(kind), all).pods.map((one) => one.object.spec);

  it("is found in the cluster scope or in the same namespace", () => {
    expect(imagesOf("ClusterTrainingRuntime", around)).toMatchObject([{ containers: [{ image: "everybody" }] }]);
    expect(imagesOf("TrainingRuntime", around)).toMatchObject([{ containers: [{ image: "own" }] }]);
  });

  it("is not found in another namespace, so the pods are hidden", () => {
    const made = podsOf("trainer.kubeflow.org/v1alpha1", "TrainJob", spec("TrainingRuntime"), around.slice(0, 2));
    expect(made).toEqual({ pods: [], hidden: true });
  });
});

describe("an unknown value", () => {
  it("in a pod is passed to the rules", () => {
    const template = { spec: { containers: [{ name: "main", image: token }] } };
    const { pods, hidden } = podsOf("kubeflow.org/v1", "TFJob", { tfReplicaSpecs: { Worker: { template } } });
    expect([pods.length, hidden]).toEqual([1, false]);
  });

  it("outside all pods makes them hidden", () => {
    expect(podsOf("kubeflow.org/v1", "TFJob", { tfReplicaSpecs: token })).toEqual({ pods: [], hidden: true });
    expect(podsOf("kubeflow.org/v1", "TFJob", { tfReplicaSpecs: { Worker: { template: token } } }).hidden).toBe(true);
  });
});
