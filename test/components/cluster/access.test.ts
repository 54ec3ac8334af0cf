import { describe, expect, it } from "vitest";
import { Access, roleSlug } from "../../../components/cluster/access";
import { all, only, recordComponent } from "../../support/record";

const deployerRoleArn = "arn:aws:iam::111122223333:role/deployer";
const onCallRoleArn = "arn:aws:iam::111122223333:role/people/on-call";

function access() {
  return recordComponent(
    () =>
      new Access("access", {
        account: { accountId: "111122223333", region: "us-west-2" },
        clusterName: "test",
        deployerRoleArn,
        administratorRoleArns: [onCallRoleArn],
      }),
  );
}

describe("Access", () => {
  it("has an entry for each role, named after it", async () => {
    const entries = all(await access(), "aws:eks/accessEntry:AccessEntry");
    expect(entries.map(({ name, inputs }) => [name, inputs.principalArn])).toEqual([
      ["access-administrator-people-on-call-entry", onCallRoleArn],
      ["access-deployer-entry", deployerRoleArn],
    ]);
  });

  it("makes them administrators of the whole cluster", async () => {
    const associations = all(await access(), "aws:eks/accessPolicyAssociation:AccessPolicyAssociation");
    expect(associations.map(({ inputs }) => inputs)).toEqual(
      [onCallRoleArn, deployerRoleArn].map((principalArn) => ({
        clusterName: "test",
        principalArn,
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
        accessScope: { type: "cluster" },
      })),
    );
  });

  it("associates the policy after its entry", async () => {
    const resources = await access();
    const name = "access-deployer-policy";
    const association = only(resources, "aws:eks/accessPolicyAssociation:AccessPolicyAssociation", name);
    const entry = only(resources, "aws:eks/accessEntry:AccessEntry", "access-deployer-entry");
    expect(association.dependsOn).toContain(entry.urn);
    expect(entry.inputs).toEqual({
      clusterName: "test",
      principalArn: deployerRoleArn,
      type: "STANDARD",
      tags: { Name: "access-deployer-entry" },
    });
  });
});

it("roleSlug differs for roles of one name in two accounts or paths", () => {
  const account = { accountId: "111122223333", region: "us-west-2" };
  expect(roleSlug("arn:aws:iam::111122223333:role/admin", account)).toBe("admin");
  expect(roleSlug("arn:aws:iam::111122223333:role/team/admin", account)).toBe("team-admin");
  expect(roleSlug("arn:aws:iam::999999999999:role/admin", account)).toBe("999999999999-admin");
});
