import { describe, expect, it } from "vitest";
import { replicaPods } from "../../../../components/kubeflow/trainingOperator/pods";
import type { JsonObject } from "../../../../core/json/json";

/** Not tested: that the operator creates such pods. The cluster validates the created pods. */
describe.each(["tfReplicaSpecs", "pytorchReplicaSpecs"] as const)("pods of %s", (field) => {
  const pods = (replicas: JsonObject) => replicaPods(field)({ spec: { [field]: replicas } }, () => undefined);
  const main = { name: "main", image: "a:1" };

  it("are those of the template of each replica type", () => {
    const master = { template: { metadata: { labels: { a: "b" } }, spec: { containers: [main] } } };
    const worker = { replicas: 3, restartPolicy: "OnFailure", template: { spec: { containers: [], hostPID: true } } };
    expect(pods({ Master: master, Worker: worker })).toEqual({
      templates: [
        { metadata: { labels: { a: "b" } }, spec: { containers: [main], restartPolicy: "Never" } },
        { spec: { containers: [], hostPID: true, restartPolicy: "OnFailure" } },
      ],
    });
  });

  it.each([
    ["ExitCode", "Never"],
    ["Always", "Always"],
    [undefined, "Never"],
  ])(
    "have the restart policy of the replicas (%s), except one that the operator handles itself",
    (said, restartPolicy) => {
      const template = { spec: { restartPolicy: "Always" } };
      const replica = { template, ...(said !== undefined && { restartPolicy: said }) };
      expect(pods({ Worker: replica }).templates).toEqual([{ spec: { restartPolicy } }]);
    },
  );

  it("are none without a template", () => {
    expect(pods({ Worker: { replicas: 1 }, Master: "none" }).templates).toEqual([]);
    expect(replicaPods(field)({ spec: { [field]: [] } }, () => undefined).templates).toEqual([]);
    expect(replicaPods(field)({}, () => undefined).templates).toEqual([]);
  });
});
