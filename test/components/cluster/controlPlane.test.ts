import { describe, expect, it } from "vitest";
import { ControlPlane, type ControlPlaneArgs } from "../../../components/cluster/controlPlane";
import type { Registration } from "../../../core/graph/registration";
import { only, recordComponent } from "../../support/record";

function controlPlane(changes: Partial<ControlPlaneArgs> = {}): Promise<Registration[]> {
  return recordComponent(
    () =>
      new ControlPlane("cp", {
        account: { accountId: "111122223333", region: "us-west-2" },
        clusterName: "test",
        version: "1.35",
        subnetIds: ["subnet-a", "subnet-b"],
        publicAccessCidrs: ["203.0.113.0/24"],
        serviceCidr: "172.20.0.0/16",
        logs: {
          groupName: "/aws/eks/test/cluster",
          encryptionKeyArn: "arn:aws:kms:us-west-2:111122223333:key/logs",
          retentionDays: 30,
        },
        deletionProtection: false,
        ...changes,
      }),
  );
}

describe("ControlPlane", () => {
  it("is a private, encrypted cluster without access for its creator", async () => {
    const resources = await controlPlane();
    expect(only(resources, "aws:eks/cluster:Cluster").inputs).toEqual({
      name: "test",
      version: "1.35",
      roleArn: "arn:aws:iam::111122223333:role/cp-role",
      vpcConfig: {
        subnetIds: ["subnet-a", "subnet-b"],
        endpointPrivateAccess: true,
        endpointPublicAccess: true,
        publicAccessCidrs: ["203.0.113.0/24"],
      },
      kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: "172.20.0.0/16" },
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      bootstrapSelfManagedAddons: false,
      encryptionConfig: {
        provider: { keyArn: `[unknown:${only(resources, "aws:kms/key:Key").urn}#arn]` },
        resources: ["secrets"],
      },
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      upgradePolicy: { supportType: "STANDARD" },
      deletionProtection: false,
      tags: { Name: "cp" },
    });
  });

  it("disables the public endpoint without CIDR blocks", async () => {
    const { inputs } = only(await controlPlane({ publicAccessCidrs: [] }), "aws:eks/cluster:Cluster");
    expect(inputs.vpcConfig).toEqual({
      subnetIds: ["subnet-a", "subnet-b"],
      endpointPrivateAccess: true,
      endpointPublicAccess: false,
    });
  });

  it("comes after its log group and its role's permissions", async () => {
    const resources = await controlPlane();
    const { dependsOn } = only(resources, "aws:eks/cluster:Cluster");
    expect(dependsOn).toContain(only(resources, "aws:cloudwatch/logGroup:LogGroup").urn);
    expect(dependsOn).toContain(only(resources, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").urn);
    expect(dependsOn).toContain(only(resources, "aws:iam/rolePolicy:RolePolicy").urn);
  });

  it.each([true, false])("has deletion protection and keeps logs if configured: %s", async (protect) => {
    const resources = await controlPlane({ deletionProtection: protect });
    const cluster = only(resources, "aws:eks/cluster:Cluster");
    expect([cluster.inputs.deletionProtection, cluster.options.protect]).toEqual([protect, protect]);
    expect(only(resources, "aws:kms/key:Key").options.protect).toBe(protect);
    expect(only(resources, "aws:cloudwatch/logGroup:LogGroup").options.retainOnDelete).toBe(protect);
  });
});
