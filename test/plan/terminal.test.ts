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

  it("begins with the stack, its resources, workloads and cluster", async () => {
    const resources = await planStack("dev");
    const managed = resources.filter(({ custom }) => custom);
    const of = (prefix: string) => managed.filter(({ type }) => type.startsWith(prefix)).length;
    const kinds = { aws: "aws:", kubernetes: "kubernetes:", provider: "pulumi:providers:", random: "random:" };
    const parts = Object.entries(kinds)
      .map(([kind, prefix]) => `${of(prefix)} ${kind}`)
      .join(", ");
    const components = resources.length - managed.length - 1;
    expect(dev.split("\n").slice(0, 6)).toEqual([
      "mlops-dev  stack dev, environment dev, us-west-2, account 111122223333",
      "",
      `  Resources   ${managed.length} in ${components} components: ${parts}`,
      "  Workloads   5: 1 BatchPrediction, 1 DistributedTraining, 1 InferenceService, 1 ModelService, 1 TrainingJob",
      "  Cluster     Kubernetes 1.35 in 2 zones, standard support ends on 2027-03-27",
      "  Deletion    no resource is protected from deletion",
    ]);
  });

  it("states the cost and the most expensive components", () => {
    const lines = dev.split("\n");
    expect(lines[6]).toMatch(/^ {2}Cost {8}[\d,]+ USD a month expected \(minimum [\d,]+, maximum [\d,]+\)$/);
    expect(lines.slice(7, 12)).toContain("                cluster-control-plane 73");
    expect(small().split("\n").slice(5, 10)).toEqual([
      "  Cost        106 USD a month",
      "                cluster-control-plane 73",
      "                network-nat-a 33",
      "              1 resource is not included: its price depends on use or is not known",
      expect.stringMatching(/^ {14}prices of us-east-1 on [\d-]+; prices in us-west-2 differ$/),
    ]);
  });

  it("warns in colour of a cost above the budget, and states that a cost is within it", () => {
    const yellow = `${String.fromCharCode(27)}[33m`;
    expect(small(1)).toContain(`${yellow}over budget: 106 USD a month expected, 105 more than the budget of 1`);
    expect(small(1_000_000)).toContain("\n              within the budget of 1,000,000 USD a month\n");
  });

  it("counts resources that are protected or kept", async () => {
    expect(await text("prod")).toMatch(
      /^ {2}Deletion {4}\d\d resources protected from deletion, or kept in AWS after it$/m,
    );
  });

  it("lists versions that are not confirmed for the cluster's", async () => {
    const cluster = { publicAccessCidrs: ["203.0.113.0/24"], version: "1.36" };
    expect(await text("dev", { cluster })).toContain(
      [
        "              3 versions not confirmed for Kubernetes 1.36 (components/versions.ts):",
        "                aws-efs-csi-driver v3.4.2-eksbuild.1",
        "                snapshot-controller v8.6.0-eksbuild.6",
        "                eks-node-monitoring-agent v1.7.0-eksbuild.1",
      ].join("\n"),
    );
  });

  it("names the zone ID without control planes, in the regions that have one", async () => {
    expect(await text("dev", { region: "us-east-1", zones: ["us-east-1a", "us-east-1b", "us-east-1c"] })).toContain(
      [
        "  Cluster     Kubernetes 1.35 in 3 zones, standard support ends on 2027-03-27",
        "              control plane in us-east-1a, us-east-1b: EKS does not support zone ID use1-az3, compare with",
        '                aws ec2 describe-availability-zones --region us-east-1 --query "AvailabilityZones[].[ZoneName,ZoneId]"',
      ].join("\n"),
    );
    expect(dev).not.toContain("zone ID");
  });

  it("counts images without a digest", async () => {
    const count = imagesWithoutDigest(await planStack("prod")).length;
    const lines = (await text("prod")).split("\n").filter((line) => line.includes("no digest in"));
    expect(lines).toEqual(
      count > 0
        ? [
            `  Images      ${count} images have no digest in images.lock.json: run npm run images:lock where the registries are reachable`,
          ]
        : [],
    );
  });

  it("has colours only on demand", async () => {
    const escapeCode = String.fromCharCode(27);
    expect(dev).not.toContain(escapeCode);
    expect(await text("dev", {}, true)).toContain(`${escapeCode}[1m`);
  });

  it("states the duration of the first up, and that of a change with its longest chain", async () => {
    expect(dev).toMatch(
      /^ {2}Duration {4}about \d\d minutes for the first pulumi up, at typical times and 16 operations at a time \(--parallel\)$/m,
    );
    expect(dev).not.toContain("for this change");
    const change = {
      minutes: 11,
      maximum: 25,
      parallel: 16,
      chain: [
        {
          urn: "urn:pulumi:dev::mlops::t::mlops-dev-cluster-control-plane",
          seconds: 600,
          waits: 0,
          operation: "update",
        },
        { urn: "urn:pulumi:dev::mlops::t::mlops-dev-argo-cd-chart", seconds: 60, waits: 40, operation: "replace" },
        { urn: "urn:pulumi:dev::mlops::t::mlops-dev-argo-cd-route", seconds: 1, waits: 0, operation: "delete" },
      ],
    } as const;
    const settings = fixtureSettings("dev");
    const resources = await planStack("dev");
    const document = planDocument("dev", settings, resources);
    const lines = terminalText("dev", settings, resources, { colors: false, document, change }).split("\n");
    const at = lines.findIndex((line) => line.includes("for this change"));
    expect(lines.slice(at, at + 2)).toEqual([
      "              about 11 minutes (25 if everything is replaced that may be) for this change",
      "              longest chain: update cluster-control-plane (10 min), replace argo-cd-chart (1 min, after 40 s in the queue)",
    ]);
  });
});
