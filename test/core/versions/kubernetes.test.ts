import { describe, expect, it } from "vitest";
import { supportWarning } from "../../../core/versions/kubernetes";

describe("supportWarning", () => {
  it("warns 60 days before standard support ends, and after it", () => {
    expect(supportWarning("1.34", "2026-10-02")).toBeUndefined();
    expect(supportWarning("1.34", "2026-10-03")).toBe(
      "Kubernetes 1.34 leaves standard support on 2026-12-02, in 60 days. EKS then upgrades the control plane automatically. To upgrade before that, set mlops:cluster.version to 1.35",
    );
    expect(supportWarning("1.34", "2026-12-03")).toBe(
      "Kubernetes 1.34 left standard support on 2026-12-02. EKS then upgrades the control plane automatically. To upgrade before that, set mlops:cluster.version to 1.35",
    );
  });

  it("stays silent about a version without an announced end", () => {
    expect(supportWarning("1.36", "2030-01-01")).toBeUndefined();
  });
});
