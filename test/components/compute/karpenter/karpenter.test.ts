import { describe, expect, it } from "vitest";
import { Karpenter } from "../../../../components/compute/karpenter/karpenter";
import { karpenterValues } from "../../../../components/compute/karpenter/values";
import { EncryptionKey } from "../../../../components/encryption/encryptionKey";
import type { Registration } from "../../../../core/graph/registration";
import { waitsFor } from "../../../support/graph";
import { actionsOf, policiesOf } from "../../../support/policies";
import { all, only, recordComponent } from "../../../support/record";
import { onSystemNodes, sized } from "../../../support/values";

const account = { accountId: "111122223333", region: "us-west-2" };

function karpenter(): Promise<Registration[]> {
  return recordComponent(
    () =>
      new Karpenter("k", {
        account,
        clusterName: "test",
        volumeKey: new EncryptionKey("key", { account, description: "Volumes", deletionProtection: false }),
        mirror: {},
        replicas: 2,
        isolated: false,
      }),
  );
}

const releaseType = "kubernetes:helm.sh/v3:Release";

describe("Karpenter", () => {
  it("installs CRDs first, and the controller after its role, its key and its queue", async () => {
    const resources = await karpenter();
    const controller = only(resources, releaseType, "k-chart");
    const before = [
      only(resources, releaseType, "k-crd"),
      only(resources, "aws:eks/podIdentityAssociation:PodIdentityAssociation"),
      ...all(resources, "aws:iam/rolePolicy:RolePolicy"),
      only(resources, "aws:sqs/queuePolicy:QueuePolicy"),
    ];
    expect(before.filter((resource) => !waitsFor(resources, controller, resource))).toEqual([]);
  });

  it("has an access entry for its nodes", async () => {
    expect(only(await karpenter(), "aws:eks/accessEntry:AccessEntry").inputs).toEqual({
      clusterName: "test",
      principalArn: "arn:aws:iam::111122223333:role/k-node-role",
      type: "EC2_LINUX",
      tags: { Name: "k-nodes-access" },
    });
  });

  it("allows EventBridge to send to the queue, and denies plain HTTP", async () => {
    const resources = await karpenter();
    const arn = "arn:aws:sqs:us-west-2:111122223333:k-interruptions";
    const rules = ["spot-interruption", "rebalance", "state-change", "reservation-interruption", "health"].map(
      (event) =>
        `[unknown:${only(resources, "aws:cloudwatch/eventRule:EventRule", `k-interruptions-${event}`).urn}#arn]`,
    );
    const [policy] = policiesOf(resources).filter(
      ({ resource }) => resource.type === "aws:sqs/queuePolicy:QueuePolicy",
    );
    expect(policy?.statements).toEqual([
      {
        Sid: "AllowEventBridgeRules",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: arn,
        Condition: { ArnEquals: { "aws:SourceArn": rules } },
      },
      {
        Sid: "DenyInsecureTransport",
        Effect: "Deny",
        Principal: "*",
        Action: "sqs:*",
        Resource: arn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
    for (const { inputs } of all(resources, "aws:cloudwatch/eventTarget:EventTarget")) expect(inputs.arn).toBe(arn);
    expect(only(resources, "aws:sqs/queue:Queue").inputs.sqsManagedSseEnabled).toBe(true);
  });

  it("may change only resources with the cluster's tags, and may not create instance profiles", async () => {
    const [policy] = policiesOf(await karpenter()).filter(({ resource }) => resource.name.endsWith("role-controller"));
    const statements = policy?.statements ?? [];
    expect(statements.flatMap(actionsOf).filter((action) => /InstanceProfile/.test(action))).toEqual([
      "iam:GetInstanceProfile",
      "iam:ListInstanceProfiles",
    ]);
    const changing = statements.filter((statement) =>
      actionsOf(statement).some((action) => /^ec2:(CreateTags|Terminate|Delete|CreateLaunch)/.test(action)),
    );
    expect(changing.map(({ Sid }) => Sid)).toEqual([
      "LaunchTaggedResources",
      "TagLaunchedResources",
      "TagOwnInstances",
      "TerminateOwnInstances",
    ]);
    for (const { Resource } of changing.slice(0, 2)) {
      expect(Resource).toContain("arn:aws:ec2:us-west-2:111122223333:spot-instances-request/*");
    }
    for (const { Condition } of changing) expect(JSON.stringify(Condition)).toContain("kubernetes.io/cluster/test");
  });
});

describe("karpenterValues", () => {
  const args = { clusterName: "test", queueName: "q", serviceAccount: "karpenter", mirror: {}, isolated: false };

  it("keep the controller on system nodes, and set cluster and queue", () => {
    const values = karpenterValues({ ...args, replicas: 2 });
    expect(values).toMatchObject({
      replicas: 2,
      serviceAccount: { create: true, name: "karpenter" },
      settings: {
        clusterName: "test",
        interruptionQueue: "q",
        eksControlPlane: true,
        isolatedVPC: false,
        featureGates: { nodeRepair: true },
      },
      controller: { resources: sized },
      ...onSystemNodes,
    });
    expect(values).not.toHaveProperty("topologySpreadConstraints");
  });

  it("have no spread constraints with one replica", () => {
    expect(karpenterValues({ ...args, replicas: 1 }).topologySpreadConstraints).toEqual([]);
  });

  it("use the mirror's image, and disable the price API in an isolated network", () => {
    const values = karpenterValues({ ...args, replicas: 2, isolated: true, mirror: { images: "registry.example" } });
    expect(values.controller.image.repository).toBe("registry.example/public.ecr.aws/karpenter/controller");
    expect(values.settings.isolatedVPC).toBe(true);
  });
});
