import { createColors } from "picocolors";
import { beforeAll, describe, expect, it } from "vitest";
import { UsageError } from "../../core/errors/usageError";
import type { Registration } from "../../core/graph/registration";
import { treeLines } from "../../plan/tree";
import { planStack } from "../support/plan";

const plain = createColors(false);

describe("the tree of a plan", () => {
  let dev: readonly Registration[] = [];
  let prod: readonly Registration[] = [];

  beforeAll(async () => {
    [dev, prod] = [await planStack("dev"), await planStack("prod")];
  });

  const tree = (options: Parameters<typeof treeLines>[2] = {}) => treeLines(dev, "mlops-dev", options, plain);

  it("shows components with counts, types and the main input of each resource", () => {
    expect(tree().join("\n")).toContain(
      [
        "│  │  └─ public SubnetTier 5",
        "│  │     ├─ ec2.RouteTable routes",
        "│  │     ├─ ec2.RouteTableAssociation ×2 a-association, b-association",
        "│  │     └─ ec2.Subnet ×2 a (10.20.128.0/22), b (10.20.132.0/22)",
      ].join("\n"),
    );
    expect(tree().join("\n")).toContain("eks.NodeGroup group (2 to 4 × m7i.xlarge)");
  });

  it("names at most twenty resources of one type in a component", () => {
    const policies = /ValidatingAdmissionPolicy ×(\d+) (.*), and (\d+) more$/m.exec(tree().join("\n")) ?? [];
    const [, count, named = "", left] = policies;
    expect(named.split(", ")).toHaveLength(20);
    expect(Number(left)).toBe(Number(count) - 20);
  });

  it("marks resources that are protected or kept", () => {
    const lines = treeLines(prod, "mlops-prod", {}, plain).join("\n");
    expect(lines).toContain("eks.Cluster (Kubernetes 1.35, protected)");
    expect(lines).toContain("cloudwatch.LogGroup logs (365 days, kept)");
  });

  it("shows one component, by its name with or without the platform's", () => {
    const own = tree({ component: "network-public" });
    expect(own).toEqual(tree({ component: "mlops-dev-network-public" }));
    expect(own).toEqual([
      "network-public SubnetTier 5",
      "├─ ec2.RouteTable routes",
      "├─ ec2.RouteTableAssociation ×2 a-association, b-association",
      "└─ ec2.Subnet ×2 a (10.20.128.0/22), b (10.20.132.0/22)",
    ]);
  });

  it("stops at the depth", () => {
    expect(tree({ depth: 1 }).every((line) => /^[├└]─ /.test(line))).toBe(true);
    expect(tree({ component: "network", depth: 1 })).toContain("└─ public SubnetTier 5");
  });

  it.each([
    ["netwrok", "--component netwrok is not a component of this plan\n  fix: did you mean network?"],
    [
      "zzzzzzzzzz",
      "--component zzzzzzzzzz is not a component of this plan\n  fix: run npm run plan -- --tree to see the components",
    ],
  ])("rejects the unknown component %s", (component, message) => {
    expect(() => tree({ component })).toThrow(new UsageError(message));
  });
});
