import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../core/json/json";
import { kubernetesObject } from "../../../policies/kubernetes/objects";
import { podsIn } from "../../../policies/kubernetes/podsIn";
import { object } from "../../../policies/specimen";

/** What this does not prove: that controllers make such pods. The cluster judges those that they make. */

function podsOf(apiVersion: string, kind: string, spec: JsonObject) {
  const subject = object({ apiVersion, kind, metadata: { name: "train", namespace: "vision" }, spec });
  const owner = kubernetesObject(subject);
  if (!owner) throw new Error(`${kind} is no kind that rules know`);
  const pods = podsIn(owner);
  for (const one of pods) {
    expect(one).toMatchObject({ subject, kind: "Pod", namespace: "vision" });
    expect(one.object).toMatchObject({ apiVersion: "v1", kind: "Pod" });
  }
  return pods.map(({ object: { metadata, spec: own } }) => ({ metadata, spec: own }));
}

const main = { name: "main", image: "a:1" };

describe.each([
  ["PyTorchJob", "pytorchReplicaSpecs"],
  ["TFJob", "tfReplicaSpecs"],
])("the pods of a %s", (kind, field) => {
  const pods = (replicas: JsonObject) => podsOf("kubeflow.org/v1", kind, { [field]: replicas });

  it("are those of each of its replicas' templates, in the job's namespace and by its name", () => {
    const master = { template: { metadata: { labels: { a: "b" }, name: "own" }, spec: { containers: [main] } } };
    const worker = { replicas: 3, restartPolicy: "OnFailure", template: { spec: { containers: [], hostPID: true } } };
    const metadata = { name: "train", namespace: "vision" };
    expect(pods({ Master: master, Worker: worker })).toEqual([
      { metadata: { labels: { a: "b" }, ...metadata }, spec: { containers: [main], restartPolicy: "Never" } },
      { metadata, spec: { containers: [], hostPID: true, restartPolicy: "OnFailure" } },
    ]);
  });

  it("restart as the replicas say, of which the operator keeps one way to itself", () => {
    const template = { spec: { restartPolicy: "Always" } };
    expect(pods({ Worker: { restartPolicy: "ExitCode", template } })[0]?.spec).toEqual({ restartPolicy: "Never" });
    expect(pods({ Worker: { restartPolicy: "Always", template } })[0]?.spec).toEqual({ restartPolicy: "Always" });
    expect(pods({ Worker: { template } })[0]?.spec).toEqual({ restartPolicy: "Never" });
  });

  it("are none where the job has no template", () => {
    expect(pods({ Worker: { replicas: 1 }, Master: "none" })).toEqual([]);
    expect(podsOf("kubeflow.org/v1", kind, {})).toEqual([]);
    expect(podsOf("kubeflow.org/v1", kind, { [field]: [] })).toEqual([]);
  });
});

describe("the pods of an InferenceService", () => {
  const pods = (spec: JsonObject) => podsOf("serving.kserve.io/v1beta1", "InferenceService", spec);
  const metadata = { name: "train", namespace: "vision" };

  it("are those whose containers it names", () => {
    const predictor = { containers: [main], nodeSelector: { a: "b" } };
    expect(pods({ predictor, transformer: { containers: [main] } })).toEqual([
      { metadata, spec: predictor },
      { metadata, spec: { containers: [main] } },
    ]);
  });

  it("are those of its canaries, which have of the predictor what they do not name, and of its explainer", () => {
    const predictor = { containers: [main], securityContext: { runAsNonRoot: true, runAsUser: 1000 } };
    const other = { name: "main", image: "a:2" };
    const canary = [
      { trafficPercent: 5, predictor: { name: "v2", containers: [other], securityContext: { runAsUser: 0 } } },
      { trafficPercent: 5, predictor: { name: "v3", containers: [] } },
    ];
    expect(pods({ predictor, canary, explainer: { containers: [other] } })).toEqual([
      { metadata, spec: predictor },
      { metadata, spec: { name: "v2", containers: [other], securityContext: { runAsNonRoot: true, runAsUser: 0 } } },
      { metadata, spec: { ...predictor, name: "v3" } },
      { metadata, spec: { containers: [other] } },
    ]);
  });

  it("are not told where a runtime brings its containers", () => {
    expect(pods({ predictor: { model: { modelFormat: { name: "onnx" } } } })).toEqual([]);
  });
});

it("a Deployment is judged itself: it has no pods beside", () => {
  expect(podsOf("apps/v1", "Deployment", { template: { spec: { containers: [main] } } })).toEqual([]);
  expect(podsOf("apps/v1", "Deployment", { tfReplicaSpecs: { Worker: { template: { spec: {} } } } })).toEqual([]);
});
