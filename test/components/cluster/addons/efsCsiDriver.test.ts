import { describe, expect, it } from "vitest";
import { efsCsiDriver } from "../../../../components/cluster/addons/efsCsiDriver";
import { planStack } from "../../../support/plan";
import { all } from "../../../support/record";

const account = { accountId: "111122223333", region: "us-west-2" };

describe("the EFS CSI driver", () => {
  it("has its own statements, which do not read parameters or secrets", () => {
    const statements = (efsCsiDriver.identities ?? []).flatMap((identity) => identity.statements?.(account) ?? []);
    const actions = statements.flatMap(({ Action }) => Action ?? []);
    expect([...new Set(actions)].sort()).toEqual([
      "ec2:DescribeAvailabilityZones",
      "elasticfilesystem:CreateAccessPoint",
      "elasticfilesystem:DeleteAccessPoint",
      "elasticfilesystem:DescribeAccessPoints",
      "elasticfilesystem:DescribeFileSystems",
      "elasticfilesystem:DescribeMountTargets",
      "elasticfilesystem:TagResource",
    ]);
    for (const { managedPolicies } of efsCsiDriver.identities ?? []) expect(managedPolicies).toBeUndefined();
  });

  it("deletes only access points that it has created", () => {
    const [controller] = efsCsiDriver.identities ?? [];
    expect(controller?.statements?.(account)).toContainEqual({
      Sid: "DeleteVolumes",
      Effect: "Allow",
      Action: "elasticfilesystem:DeleteAccessPoint",
      Resource: "arn:aws:elasticfilesystem:us-west-2:111122223333:access-point/*",
      Condition: { StringEquals: { "aws:ResourceTag/efs.csi.aws.com/cluster": "true" } },
    });
  });

  it.each([
    ["dev", 0],
    ["everything", 1],
  ] as const)("is installed in %s only with shared volumes", async (stack, count) => {
    const drivers = all(await planStack(stack), "aws:eks/addon:Addon").filter(
      ({ inputs }) => inputs.addonName === "aws-efs-csi-driver",
    );
    expect(drivers).toHaveLength(count);
  });
});
