import { beforeAll, describe, expect, it } from "vitest";
import { budgetWarning, costLines } from "../../plan/cost/costText";
import { estimateCost } from "../../plan/cost/estimate";
import { planDocument } from "../../plan/document";
import { digestNote, imagesWithoutDigest } from "../../plan/imageDigests";
import { terminalText } from "../../plan/terminal";
import { type FixtureStack, fixtureSettings } from "../fixtures/fixtures";
import { changedConfig, planStack } from "../support/plan";

async function text(stack: FixtureStack, changes: Record<string, unknown> = {}, colors = false): Promise<string> {
  const settings = fixtureSettings(stack, { config: changedConfig(stack, changes), secretKeys: [] });
  const resources = await planStack(stack, changes);
  return terminalText(stack, settings, resources, { colors, document: planDocument(stack, settings, resources) });
}

describe("the plan for people", () => {
  let dev = "";

  beforeAll(async () => {
    dev = await text("dev");
  });

  it("begins with what it comes to", async () => {
    const resources = await planStack("dev");
    const managed = resources.filter(({ custom }) => custom);
    const of = (prefix: string) => managed.filter(({ type }) => type.startsWith(prefix)).length;
    const kinds = { aws: "aws:", kubernetes: "kubernetes:", provider: "pulumi:providers:", random: "random:" };
    const parts = Object.entries(kinds)
      .map(([kind, prefix]) => `${of(prefix)} ${kind}`)
      .join(", ");
    const components = resources.length - managed.length - 1;
    expect(dev.split("\n").slice(0, 5)).toEqual([
      "mlops-dev  stack dev, environment dev, eu-west-1, account 111122223333",
      "",
      `  ${managed.length} resources (${parts}) in ${components} components`,
      "  2 zones, Kubernetes 1.35, in standard support until 2027-03-27",
      "  nothing is protected from deletion",
    ]);
  });

  it("says what it costs, and what of it costs the most", async () => {
    const settings = fixtureSettings("dev");
    const lines = costLines(estimateCost(await planStack("dev")), settings).map((line) => `  ${line}`);
    expect(dev.split("\n").slice(5, 5 + lines.length)).toEqual(lines);
    expect(lines[0]).toMatch(
      /^ {2}[\d,]+ to [\d,]+ USD a month, [\d,]+ expected \(us-east-1 prices of [\d-]+; eu-west-1 differs\)$/,
    );
    expect(lines).toContain("    cluster-control-plane 73");
  });

  it("warns in colour of a budget that the plan passes, and says where it is kept", async () => {
    const settings = fixtureSettings("dev");
    const resources = await planStack("dev");
    const withBudget = (monthlyUsd: number) => {
      const budgeted = { ...settings, budget: { monthlyUsd } };
      return terminalText("dev", budgeted, resources, {
        colors: true,
        document: planDocument("dev", budgeted, resources),
      });
    };
    const yellow = `${String.fromCharCode(27)}[33m`;
    expect(withBudget(1)).toContain(
      `${yellow}  ${budgetWarning(estimateCost(resources), { ...settings, budget: { monthlyUsd: 1 } })}`,
    );
    expect(withBudget(1_000_000)).toContain("\n  within the budget of 1,000,000 USD a month\n");
  });

  it("shows components as a tree, with counts, kinds and what matters of each", () => {
    expect(dev).toContain(
      [
        "│  │  └─ public SubnetTier 5",
        "│  │     ├─ ec2.RouteTable routes",
        "│  │     ├─ ec2.RouteTableAssociation ×2 a-association, b-association",
        "│  │     └─ ec2.Subnet ×2 a (10.20.128.0/22), b (10.20.132.0/22)",
      ].join("\n"),
    );
    expect(dev).toContain("eks.NodeGroup group (2 to 4 × m7i.xlarge)");
  });

  it("names twenty of a kind, and counts the rest", () => {
    const policies = /ValidatingAdmissionPolicy ×(\d+) (.*), and (\d+) more$/m.exec(dev) ?? [];
    const [, count, named = "", left] = policies;
    expect(named.split(", ")).toHaveLength(20);
    expect(Number(left)).toBe(Number(count) - 20);
  });

  it("says what is protected", async () => {
    const prod = await text("prod");
    expect(prod).toMatch(/^ {2}\d\d protected from deletion or kept after it$/m);
    expect(prod).toContain("eks.Cluster (Kubernetes 1.35, protected)");
    expect(prod).toContain("cloudwatch.LogGroup logs (365 days, kept)");
  });

  it("lists versions that nobody has seen with the cluster's", async () => {
    const cluster = { publicAccessCidrs: ["203.0.113.0/24"], version: "1.36" };
    expect(await text("dev", { cluster })).toContain(
      [
        "  3 versions nobody has confirmed for Kubernetes 1.36 (components/versions.ts):",
        "    aws-efs-csi-driver v3.4.2-eksbuild.1 unverified",
        "    snapshot-controller v8.6.0-eksbuild.6 unverified",
        "    eks-node-monitoring-agent v1.7.0-eksbuild.1 unverified",
      ].join("\n"),
    );
  });

  it("says how many images have no digest, where any has none", async () => {
    const note = digestNote("prod", imagesWithoutDigest(await planStack("prod")).length);
    const lines = (await text("prod")).split("\n").filter((line) => line.includes("no digest yet"));
    expect(lines).toEqual(note ? [`  ${note.text}`] : []);
  });

  it("has colours where they are wanted, and none elsewhere", async () => {
    const escapeCode = String.fromCharCode(27);
    expect(dev).not.toContain(escapeCode);
    expect(await text("dev", {}, true)).toContain(`${escapeCode}[1m`);
  });
});
