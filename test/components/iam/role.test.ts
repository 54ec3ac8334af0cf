import { describe, expect, it } from "vitest";
import { serviceTrust } from "../../../components/iam/policyDocument";
import { Role } from "../../../components/iam/role";
import type { Registration } from "../../../core/graph/registration";
import { only, recordComponent } from "../../support/record";

const account = { accountId: "111122223333", region: "us-west-2" };

function role(name = "baker"): Promise<Registration[]> {
  return recordComponent(() => {
    const created = new Role(name, {
      account,
      description: "Bakes bread",
      trust: serviceTrust("eks.amazonaws.com"),
      managedPolicies: ["AmazonEKSClusterPolicy", "service-role/AmazonEBSCSIDriverPolicyV2"],
    });
    created.grant("oven", [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::oven/*" }]);
    return created;
  });
}

describe("Role", () => {
  it("has a trust policy for its principal, and its granted permissions", async () => {
    const resources = await role();
    expect(only(resources, "aws:iam/role:Role").inputs).toEqual({
      name: "baker",
      description: "Bakes bread",
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: "eks.amazonaws.com" }, Action: ["sts:AssumeRole"] }],
      }),
      tags: { Name: "baker" },
    });
    expect(only(resources, "aws:iam/rolePolicy:RolePolicy").inputs).toEqual({
      name: "oven",
      role: "baker",
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::oven/*" }],
      }),
    });
  });

  it("attaches policies by their ARN", async () => {
    const name = "baker-AmazonEBSCSIDriverPolicyV2";
    const { inputs } = only(await role(), "aws:iam/rolePolicyAttachment:RolePolicyAttachment", name);
    expect(inputs).toEqual({
      role: "baker",
      policyArn: "arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicyV2",
    });
  });

  it("has a known ARN before it exists, and a name within IAM's limit", async () => {
    const long = `${"long-".repeat(20)}name`;
    const { outputs } = only(await role(long), "mlops:index:Role");
    expect(outputs?.arn).toMatch(/^arn:aws:iam::111122223333:role\/long-[a-z-]*-[0-9a-f]{8}$/);
    expect(String(outputs?.arn).split("/")[1]?.length).toBeLessThanOrEqual(64);
  });
});
