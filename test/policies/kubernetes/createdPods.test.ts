import { describe, expect, it } from "vitest";
import { unknownToken } from "../../../core/graph/tokens";
import type { JsonObject } from "../../../core/json/json";
import { type MadePods, podsIn } from "../../../policies/kubernetes/createdPods";
import { kubernetesObject } from "../../../policies/kubernetes/objects";
import { References } from "../../../policies/kubernetes/referencedObjects";
import { object } from "../../../policies/specimen";
import type { Subject } from "../../../policies/subject";

/** By the rows of kinds: what each service makes of an object, its own tests say. */

function podsOf(apiVersion: string, kind: string, spec: JsonObject, around: readonly Subject[] = []): MadePods {
  const subject = object({ apiVersion, kind, metadata: { name: "train", namespace: "vision" }, spec });
  const owner = kubernetesObject(subject);
  if (!owner) throw new Error(`${kind} is no kind that rules know`);
  const made = podsIn(owner, new References(around));
  for (const one of made.pods) expect(one).toMatchObject({ subject, kind: "Pod", namespace: "vision" });
  return made;
}

const main = { name: "main", image: "a:1" };
const token = unknownToken("urn:pulumi:dev::mlops::aws:ecr/repository:Repository::own", "repositoryUrl");

describe("the pods of an object", () => {
  it("are pods in its namespace and by its name, whatever the template says of these", () => {
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
  ])("of %s %s are told", (apiVersion, kind, spec) => {
    const { pods, hidden } = podsOf(apiVersion, kind, spec);
    expect(pods.map((one) => one.object.spec)).toMatchObject([{ containers: [main] }]);
    expect(hidden).toBe(false);
  });

  it.each([
    ["argoproj.io/v1alpha1", "Workflow"],
    ["monitoring.coreos.com/v1", "Prometheus"],
    ["serving.kserve.io/v1alpha1", "InferenceGraph"],
  ])("of %s %s are hidden: their kind does not say", (apiVersion, kind) => {
    expect(podsOf(apiVersion, kind, {})).toEqual({ pods: [], hidden: true });
  });

  it("are none beside those of a Deployment, which is judged itself, nor of what has none", () => {
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

  it("is the cluster's, or that of its own namespace", () => {
    expect(imagesOf("ClusterTrainingRuntime", around)).toMatchObject([{ containers: [{ image: "everybody" }] }]);
    expect(imagesOf("TrainingRuntime", around)).toMatchObject([{ containers: [{ image: "own" }] }]);
  });

  it("is none of another namespace's: the pods are hidden", () => {
    const made = podsOf("trainer.kubeflow.org/v1alpha1", "TrainJob", spec("TrainingRuntime"), around.slice(0, 2));
    expect(made).toEqual({ pods: [], hidden: true });
  });
});

describe("what nobody knows yet", () => {
  it("of a pod is the rules' to read", () => {
    const template = { spec: { containers: [{ name: "main", image: token }] } };
    const { pods, hidden } = podsOf("kubeflow.org/v1", "TFJob", { tfReplicaSpecs: { Worker: { template } } });
    expect([pods.length, hidden]).toEqual([1, false]);
  });

  it("may stand for whole pods: they are hidden", () => {
    expect(podsOf("kubeflow.org/v1", "TFJob", { tfReplicaSpecs: token })).toEqual({ pods: [], hidden: true });
    expect(podsOf("kubeflow.org/v1", "TFJob", { tfReplicaSpecs: { Worker: { template: token } } }).hidden).toBe(true);
  });
});
