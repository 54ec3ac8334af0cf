import { describe, expect, it } from "vitest";
import { strategicMerge } from "../../../core/kubernetes/strategicMerge";

/** Not tested: that the table of merge keys equals Kubernetes' own, from whose types it is copied. */
describe("strategicMerge", () => {
  it("merges items of a pod's lists by name, and replaces other lists", () => {
    const target = { containers: [{ name: "a", args: ["x"] }, { name: "b" }], tolerations: [{ key: "x" }] };
    const patch = { containers: [{ name: "a", image: "i" }, { name: "c" }], tolerations: [{ key: "y" }] };
    expect(strategicMerge(target, patch)).toEqual({
      containers: [{ name: "a", args: ["x"], image: "i" }, { name: "b" }, { name: "c" }],
      tolerations: [{ key: "y" }],
    });
  });

  it("merges mounts, ports and a JobSet's jobs by Kubernetes' merge keys", () => {
    const target = {
      volumeMounts: [{ name: "a", mountPath: "/data" }],
      ports: [{ containerPort: 80, name: "http" }],
      replicatedJobs: [{ name: "node", replicas: 1 }],
    };
    const patch = {
      volumeMounts: [{ name: "b", mountPath: "/data" }],
      ports: [{ containerPort: 80, protocol: "TCP" }],
      replicatedJobs: [{ name: "node", replicas: 2 }],
    };
    expect(strategicMerge(target, patch)).toEqual({
      volumeMounts: [{ name: "b", mountPath: "/data" }],
      ports: [{ containerPort: 80, name: "http", protocol: "TCP" }],
      replicatedJobs: [{ name: "node", replicas: 2 }],
    });
  });

  it("merges objects, keeps fields that the patch does not name, and changes neither argument", () => {
    const target = { spec: { securityContext: { runAsUser: 1 }, containers: [{ name: "a" }] } };
    const patch = { spec: { securityContext: { runAsNonRoot: true }, containers: [{ name: "a", image: "i" }] } };
    const before = JSON.stringify([target, patch]);
    expect(strategicMerge(target, patch).spec).toEqual({
      securityContext: { runAsUser: 1, runAsNonRoot: true },
      containers: [{ name: "a", image: "i" }],
    });
    expect(JSON.stringify([target, patch])).toBe(before);
  });
});
