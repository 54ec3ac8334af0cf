import { describe, expect, it } from "vitest";
import { SystemNodes } from "../../../components/cluster/systemNodes";
import { EncryptionKey } from "../../../components/encryption/encryptionKey";
import type { Registration } from "../../../core/graph/registration";
import { only, recordComponent } from "../../support/record";

const account = { accountId: "111122223333", region: "us-west-2" };

function systemNodes(): Promise<Registration[]> {
  return recordComponent(
    () =>
      new SystemNodes("nodes", {
        account,
        clusterName: "test",
        version: "1.35",
        subnetIds: ["subnet-a"],
        instanceTypes: ["m7i.xlarge", "m6i.xlarge"],
        amiType: "BOTTLEROCKET_x86_64",
        diskGibibytes: 100,
        minimum: 2,
        maximum: 4,
        volumeKey: new EncryptionKey("key", { account, description: "Volumes", deletionProtection: false }),
        tags: { owner: "me" },
      }),
  );
}

describe("SystemNodes", () => {
  it("starts nodes whose disks are encrypted and whose credentials pods cannot read", async () => {
    const resources = await systemNodes();
    const { inputs } = only(resources, "aws:ec2/launchTemplate:LaunchTemplate");
    expect(inputs.metadataOptions).toEqual({
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
    });
    const keyArn = `[unknown:${only(resources, "aws:kms/key:Key").urn}#arn]`;
    expect(inputs.blockDeviceMappings).toMatchObject([
      { deviceName: "/dev/xvda", ebs: { encrypted: "true", kmsKeyId: keyArn } },
      { deviceName: "/dev/xvdb", ebs: { encrypted: "true", kmsKeyId: keyArn, volumeSize: 100 } },
    ]);
  });

  it("names no security group, so that EKS adds the cluster's", async () => {
    const { inputs } = only(await systemNodes(), "aws:ec2/launchTemplate:LaunchTemplate");
    expect(inputs.vpcSecurityGroupIds).toBeUndefined();
    expect(inputs.networkInterfaces).toBeUndefined();
  });

  it("tags instances, volumes and network interfaces", async () => {
    const { inputs } = only(await systemNodes(), "aws:ec2/launchTemplate:LaunchTemplate");
    expect(inputs.tagSpecifications).toEqual(
      ["instance", "volume", "network-interface"].map((resourceType) => ({
        resourceType,
        tags: { owner: "me", Name: "nodes" },
      })),
    );
  });

  it("is a tainted and labelled group with auto repair and updates of one node at a time", async () => {
    const resources = await systemNodes();
    const template = only(resources, "aws:ec2/launchTemplate:LaunchTemplate").urn;
    const { inputs, options } = only(resources, "aws:eks/nodeGroup:NodeGroup");
    expect(inputs).toEqual({
      clusterName: "test",
      version: "1.35",
      nodeRoleArn: "arn:aws:iam::111122223333:role/nodes-role",
      subnetIds: ["subnet-a"],
      amiType: "BOTTLEROCKET_x86_64",
      capacityType: "ON_DEMAND",
      instanceTypes: ["m7i.xlarge", "m6i.xlarge"],
      launchTemplate: { id: `[unknown:${template}#id]`, version: `[unknown:${template}#latestVersion]` },
      scalingConfig: { minSize: 2, desiredSize: 2, maxSize: 4 },
      updateConfig: { maxUnavailable: 1 },
      nodeRepairConfig: { enabled: true },
      labels: { "mlops.platform/pool": "system" },
      taints: [{ key: "CriticalAddonsOnly", value: "true", effect: "NO_SCHEDULE" }],
      tags: { Name: "nodes-group" },
    });
    expect(options.ignoreChanges).toEqual(["scalingConfig.desiredSize"]);
  });

  it("comes after its role's permissions, without which nodes cannot join", async () => {
    const resources = await systemNodes();
    const { dependsOn } = only(resources, "aws:eks/nodeGroup:NodeGroup");
    for (const policy of ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"]) {
      const name = `nodes-role-${policy}`;
      expect(dependsOn).toContain(only(resources, "aws:iam/rolePolicyAttachment:RolePolicyAttachment", name).urn);
    }
  });
});
