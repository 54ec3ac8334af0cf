import { describe, expect, it } from "vitest";
import { jobSetPods, replicatedJobsOf, stepLabel, trainJobPods } from "../../../../components/kubeflow/trainer/pods";
import type { JsonObject } from "../../../../core/json/json";

/**
 * Not tested: that Trainer creates such pods. The code follows its source, and the cluster validates the created pods.
 */

function job(name: string, step: string | undefined, container: JsonObject, spec: JsonObject = {}): JsonObject {
  const labels = step === undefined ? {} : { [stepLabel]: step };
  return {
    name,
    template: { metadata: { labels }, spec: { template: { spec: { ...spec, containers: [container] } } } },
  };
}

function runtimeOf(...replicatedJobs: JsonObject[]): JsonObject {
  return { metadata: { name: "torch" }, spec: { template: { spec: { replicatedJobs } } } };
}

const node = {
  name: "node",
  image: "runtime",
  command: ["old"],
  env: [
    { name: "HOME", value: "/tmp" },
    { name: "TOKEN", valueFrom: { secretKeyRef: { name: "a", key: "b" } } },
  ],
  resources: { limits: { cpu: "1", memory: "1Gi" } },
};

const runtimeRef = { kind: "ClusterTrainingRuntime", name: "torch" };

/** Templates of the pods that a TrainJob gets of a runtime. */
function podsOf(spec: JsonObject, runtime: JsonObject): readonly JsonObject[] {
  const { templates, hidden = false } = trainJobPods({ spec: { runtimeRef, ...spec } }, (kind, name) =>
    kind === "ClusterTrainingRuntime" && name === "torch" ? runtime : undefined,
  );
  expect(hidden).toBe(false);
  return templates;
}

function patchOf(name: string, template: JsonObject): JsonObject {
  return {
    trainingRuntimeSpec: { template: { spec: { replicatedJobs: [{ name, template: { spec: { template } } }] } } },
  };
}

describe("the pods of a TrainJob", () => {
  it("are those of the runtime by default", () => {
    const runtime = runtimeOf(job("node", "trainer", node, { restartPolicy: "Never", hostPID: true }));
    expect(podsOf({}, runtime)).toEqual([{ spec: { restartPolicy: "Never", hostPID: true, containers: [node] } }]);
  });

  it("have image, command, arguments, resources and all variables of its trainer", () => {
    const trainer = {
      image: "mine",
      command: ["new"],
      args: ["-v"],
      env: [
        { name: "TOKEN", value: "plain" },
        { name: "RUN", value: "1" },
      ],
      resourcesPerNode: { limits: { memory: "8Gi" }, requests: { cpu: "2" } },
    };
    expect(podsOf({ trainer }, runtimeOf(job("node", "trainer", node)))).toEqual([
      {
        spec: {
          restartPolicy: "OnFailure",
          containers: [
            {
              name: "node",
              image: "mine",
              command: ["new"],
              args: ["-v"],
              env: [
                { name: "HOME", value: "/tmp" },
                { name: "TOKEN", value: "plain" },
                { name: "RUN", value: "1" },
              ],
              resources: { limits: { cpu: "1", memory: "8Gi" }, requests: { cpu: "2" } },
            },
          ],
        },
      },
    ]);
  });

  it("apply the runtime patches in order, and then the trainer's values", () => {
    const runtimePatches = [
      patchOf("node", { spec: { nodeSelector: { a: "1" }, containers: [{ name: "node", image: "patched" }] } }),
      patchOf("node", { metadata: { labels: { c: "d" } }, spec: { nodeSelector: { b: "2" }, hostNetwork: true } }),
    ];
    const [template] = podsOf({ trainer: { image: "mine" }, runtimePatches }, runtimeOf(job("node", "trainer", node)));
    expect(template).toMatchObject({
      metadata: { labels: { c: "d" } },
      spec: { nodeSelector: { a: "1", b: "2" }, hostNetwork: true, containers: [{ image: "mine", command: ["old"] }] },
    });
  });

  it("are those of every job of the runtime, and only the trainer's job has the trainer's values", () => {
    const runtime = runtimeOf(job("node", "trainer", node), job("launcher", undefined, node));
    const images = podsOf({ trainer: { image: "mine" } }, runtime).map(({ spec }) => spec);
    expect(images).toMatchObject([{ containers: [{ image: "mine" }] }, { containers: [{ image: "runtime" }] }]);
  });

  it("have the values of initializers", () => {
    const dataset = { name: "dataset-initializer", image: "init" };
    const own = { storageUri: "hf://a", env: [{ name: "TOKEN", value: "plain" }], secretRef: { name: "hub" } };
    const runtime = runtimeOf(
      job("dataset-initializer", "dataset-initializer", dataset),
      job("model-initializer", "model-initializer", { name: "model-initializer", image: "init" }),
    );
    expect(podsOf({ initializer: { dataset: own } }, runtime).map(({ spec }) => spec)).toMatchObject([
      {
        containers: [
          {
            image: "init",
            env: [
              { name: "STORAGE_URI", value: "hf://a" },
              { name: "TOKEN", value: "plain" },
            ],
            envFrom: [{ secretRef: { name: "hub" } }],
          },
        ],
      },
      { containers: [{ name: "model-initializer", image: "init" }] },
    ]);
  });

  it("are hidden if the program has no such runtime", () => {
    const none = () => undefined;
    expect(trainJobPods({ spec: { runtimeRef } }, none)).toEqual({ templates: [], hidden: true });
    expect(trainJobPods({ spec: {} }, none)).toEqual({ templates: [], hidden: true });
  });

  it("use the kind of runtime that it names, by default the cluster's", () => {
    const asked: string[] = [];
    const ask = (kind: string, name: string) => {
      asked.push(`${kind} ${name}`);
      return undefined;
    };
    trainJobPods({ spec: { runtimeRef: { kind: "TrainingRuntime", name: "own" } } }, ask);
    trainJobPods({ spec: { runtimeRef: { name: "torch" } } }, ask);
    expect(asked).toEqual(["TrainingRuntime own", "ClusterTrainingRuntime torch"]);
  });
});

it("the pods of a JobSet are those of each of its jobs", () => {
  const replicatedJobs = [job("a", undefined, node, { restartPolicy: "Never" }), job("b", undefined, node)];
  const found = jobSetPods({ spec: { replicatedJobs } }, () => undefined);
  expect(found.templates).toEqual([
    { spec: { restartPolicy: "Never", containers: [node] } },
    { spec: { restartPolicy: "OnFailure", containers: [node] } },
  ]);
});

it("a runtime is not changed by TrainJobs", () => {
  const runtime = runtimeOf(job("node", "trainer", node));
  const before = JSON.stringify(runtime);
  replicatedJobsOf({ spec: { trainer: { image: "mine", env: [{ name: "HOME", value: "/" }] } } }, runtime);
  expect(JSON.stringify(runtime)).toBe(before);
});
