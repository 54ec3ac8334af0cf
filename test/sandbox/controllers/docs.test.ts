import { describe, expect, it } from "vitest";
import { simulatedControllers } from "../../../sandbox/controllers/catalogue";
import { controllerTable } from "../../../sandbox/controllers/docs";
import { hostControllers } from "../../../sandbox/controllers/host/catalogue";

describe("controllerTable", () => {
  const rows = controllerTable().trimEnd().split("\n").slice(2);

  it("has a row for each controller, with the limits of the simulation", () => {
    const all = [...hostControllers, ...simulatedControllers];
    expect(rows.map((row) => row.split(" | ")[0])).toEqual(all.map(({ name }) => `| ${name}`));
    for (const { notTested } of all) expect(rows.some((row) => row.includes(notTested))).toBe(true);
  });

  it("lists which are real, and their conditions for being active", () => {
    expect(rows[0]).toMatch(/^\| karpenter \| real: Karpenter core v1\.14\.1 .* \| kube-system\/karpenter \|/);
    expect(rows.some((row) => row.includes("| add-on aws-ebs-csi-driver |"))).toBe(true);
  });
});
