import { describe, expect, it } from "vitest";
import { inferenceServicePods, mergedByKserve } from "../../../components/kserve/pods";
import type { JsonObject } from "../../../core/json/json";

/** Not tested: that KServe creates such pods. The cluster validates the created pods. */

const pods = (spec: JsonObject) => inferenceServicePods({ spec }, () => undefined);
const main = { name: "main", image: "a:1" };
const model = { modelFormat: { name: "onnx" } };

describe("the pods of an InferenceService", () => {
  it("are those with containers, with the labels and annotations of the component", () => {
    const predictor = { containers: [main], nodeSelector: { a: "b" } };
    const transformer = { containers: [main], labels: { a: "b" }, annotations: { c: "d" } };
    expect(pods({ predictor, transformer })).toEqual({
      templates: [
        { spec: predictor },
        { metadata: { labels: { a: "b" }, annotations: { c: "d" } }, spec: transformer },
      ],
      hidden: false,
    });
  });

  it("include those of its canaries, which inherit from the predictor, and of its explainer", () => {
    const predictor = { containers: [main], securityContext: { runAsNonRoot: true, runAsUser: 1000 } };
    const other = { name: "main", image: "a:2" };
    const canary = [
      { trafficPercent: 5, predictor: { name: "v2", containers: [other], securityContext: { runAsUser: 0 } } },
      { trafficPercent: 5, predictor: { name: "v3", containers: [] } },
    ];
    expect(pods({ predictor, canary, explainer: { containers: [other] } })).toEqual({
      templates: [
        { spec: predictor },
        { spec: { name: "v2", containers: [other], securityContext: { runAsNonRoot: true, runAsUser: 0 } } },
        { spec: { ...predictor, name: "v3" } },
        { spec: { containers: [other] } },
      ],
      hidden: false,
    });
  });

  it.each([
    ["a predictor whose container is a runtime's", { predictor: { model } }, 0],
    ["a predictor of the older form", { predictor: { sklearn: { storageUri: "s3://a" } } }, 0],
    ["a sidecar beside a runtime's container", { predictor: { model, containers: [main] } }, 1],
    ["a predictor of several nodes", { predictor: { containers: [main], workerSpec: {} } }, 1],
    ["an explainer of KServe's own", { predictor: { containers: [main] }, explainer: { art: {} } }, 1],
    ["a canary of a runtime", { predictor: { containers: [main] }, canary: [{ predictor: { model } }] }, 2],
    ["a predictor that says nothing", { predictor: {} }, 0],
  ])("are hidden in part with %s", (_, spec, templates) => {
    const found = pods(spec);
    expect([found.hidden, found.templates.length]).toEqual([true, templates]);
  });
});

it("mergedByKserve ignores empty values, and merges objects", () => {
  const base = { name: "a", args: ["x"], resources: { limits: { cpu: "1" } } };
  expect(mergedByKserve(base, { name: "", args: [], resources: { limits: { memory: "1Gi" } }, image: null })).toEqual({
    name: "a",
    args: ["x"],
    resources: { limits: { cpu: "1", memory: "1Gi" } },
  });
});
