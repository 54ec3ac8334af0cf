import { describe, expect, it } from "vitest";
import { PodIdentity } from "../../../components/cluster/podIdentity";
import { only, recordComponent } from "../../support/record";

function podIdentity() {
  return recordComponent(() => {
    const identity = new PodIdentity("baker", {
      account: { accountId: "111122223333", region: "us-west-2" },
      clusterName: "test",
      namespace: "kitchen",
      serviceAccount: "baker",
    });
    identity.grant("oven", [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::oven/*" }]);
    return identity;
  });
}

describe("PodIdentity", () => {
  it("adds granted permissions to its role", async () => {
    const { inputs } = only(await podIdentity(), "aws:iam/rolePolicy:RolePolicy");
    expect(inputs).toMatchObject({ name: "oven", role: "baker-role" });
  });

  it("associates the role with its service account", async () => {
    const { inputs } = only(await podIdentity(), "aws:eks/podIdentityAssociation:PodIdentityAssociation");
    expect(inputs).toEqual({
      clusterName: "test",
      namespace: "kitchen",
      serviceAccount: "baker",
      roleArn: "arn:aws:iam::111122223333:role/baker-role",
      tags: { Name: "baker-association" },
    });
  });

  it("allows EKS to assume the role for this account and service account only", async () => {
    const { inputs } = only(await podIdentity(), "aws:iam/role:Role");
    expect(JSON.parse(String(inputs.assumeRolePolicy)).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:SourceAccount": "111122223333",
            "aws:RequestTag/kubernetes-namespace": "kitchen",
            "aws:RequestTag/kubernetes-service-account": "baker",
          },
        },
      },
    ]);
  });
});
