import { beforeAll, describe, expect, it } from "vitest";
import { planDocument } from "../../plan/document";
import { imagesWithoutDigest } from "../../plan/imageDigests";
import { terminalText } from "../../plan/terminal";
import { type FixtureStack, fixtureSettings } from "../fixtures/fixtures";
import { changedConfig, planStack } from "../support/plan";
import { resource } from "../support/registration";

async function text(stack: FixtureStack, changes: Record<string, unknown> = {}, colors = false): Promise<string> {
  const settings = fixtureSettings(stack, { config: changedConfig(stack, changes), secretKeys: [] });
  const resources = await planStack(stack, changes);
  return terminalText(stack, settings, resources, { colors, document: planDocument(stack, settings, resources) });
}

/** Of a control plane, a NAT gateway and a log group alone, each in a component. */
function small(monthlyUsd?: number): string {
  const settings = { ...fixtureSettings("dev"), ...(monthlyUsd !== undefined && { budget: { monthlyUsd } }) };
  const resources = [
    ["cluster-control-plane", "aws:eks/cluster:Cluster"],
    ["network-nat-a", "aws:ec2/natGateway:NatGateway"],
    ["network-flow-logs", "aws:cloudwatch/logGroup:LogGroup"],
  ].flatMap(([name = "", type = ""]) => {
    const component = resource("mlops:index:Part", {}, { name: `mlops-dev-${name}`, custom: false });
    return [component, resource(type, {}, { name: `mlops-dev-${name}-itself`, parent: component.urn })];
  });
  return terminalText("dev", settings, resources, {
    colors: monthlyUsd !== undefined,
    document: planDocument("dev", settings, resources),
  });
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

  it("says what it costs, and what of it costs the most", () => {
    const lines = dev.split("\n");
    expect(lines[5]).toMatch(
      /^ {2}[\d,]+ to [\d,]+ USD a month, [\d,]+ expected \(us-east-1 prices of [\d-]+; eu-west-1 differs\)$/,
    );
    expect(lines.slice(6, 11)).toContain("    cluster-control-plane 73");
    expect(small().split("\n").slice(5, 9)).toEqual([
      expect.stringMatching(/^ {2}106 USD a month \(us-east-1 prices of [\d-]+; eu-west-1 differs\)$/),
      "    cluster-control-plane 73",
      "    network-nat-a 33",
      "    1 resource besides is priced by use, or at prices that are not known",
    ]);
  });

  it("warns in colour of a budget that the plan passes, and says where it is kept", () => {
    const yellow = `${String.fromCharCode(27)}[33m`;
    expect(small(1)).toContain(`${yellow}  106 USD a month expected, 105 above the budget of 1`);
    expect(small(1_000_000)).toContain("\n  within the budget of 1,000,000 USD a month\n");
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
    const count = imagesWithoutDigest(await planStack("prod")).length;
    const lines = (await text("prod")).split("\n").filter((line) => line.includes("no digest yet"));
    expect(lines).toEqual(
      count > 0
        ? [`  ${count} images have no digest yet (npm run images:lock, where the registries can be reached)`]
        : [],
    );
  });

  it("has colours where they are wanted, and none elsewhere", async () => {
    const escapeCode = String.fromCharCode(27);
    expect(dev).not.toContain(escapeCode);
    expect(await text("dev", {}, true)).toContain(`${escapeCode}[1m`);
  });
});
