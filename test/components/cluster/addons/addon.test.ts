import { describe, expect, it } from "vitest";
import { Addon, type AddonDefinition } from "../../../../components/cluster/addons/addon";
import { addons } from "../../../../components/cluster/addons/catalogue";
import { ebsCsiDriver } from "../../../../components/cluster/addons/ebsCsiDriver";
import { kubeProxy } from "../../../../components/cluster/addons/kubeProxy";
import { EncryptionKey } from "../../../../components/encryption/encryptionKey";
import type { Registration } from "../../../../core/graph/registration";
import { all, only, recordComponent } from "../../../support/record";

const account = { accountId: "111122223333", region: "us-west-2" };

function addon(definition: AddonDefinition): Promise<Registration[]> {
  return recordComponent(
    () =>
      new Addon("addon", {
        account,
        clusterName: "test",
        kubernetesVersion: "1.35",
        definition,
        replicas: 2,
        volumeKey: new EncryptionKey("key", { account, description: "Volumes", deletionProtection: false }),
      }),
  );
}

describe("Addon", () => {
  it("is only the pinned add-on if its pods do not call AWS", async () => {
    const resources = await addon(kubeProxy);
    expect(all(resources, "aws:iam/role:Role")).toEqual([]);
    expect(only(resources, "aws:eks/addon:Addon").inputs).toEqual({
      clusterName: "test",
      addonName: "kube-proxy",
      addonVersion: "v1.35.3-eksbuild.21",
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      tags: { Name: "addon" },
    });
  });

  it("is created after the identities of its pods, including permissions of the key", async () => {
    const resources = await addon(ebsCsiDriver);
    const { dependsOn } = only(resources, "aws:eks/addon:Addon");
    expect(dependsOn).toContain(only(resources, "aws:eks/podIdentityAssociation:PodIdentityAssociation").urn);
    expect(dependsOn).toContain(only(resources, "aws:iam/rolePolicy:RolePolicy").urn);
    expect(only(resources, "aws:iam/rolePolicy:RolePolicy").name).toBe("addon-ebs-csi-controller-sa-role-key-volumes");
  });
});

/** What these do not prove: that the add-on's schema knows the keys. `describe-addon-configuration` tells. */
describe("configurations", () => {
  const systemToleration = [{ key: "CriticalAddonsOnly", operator: "Exists", effect: "NoSchedule" }];
  const onSystemNodes = { nodeSelector: { "mlops.platform/pool": "system" }, tolerations: systemToleration };
  const everyTaint = [{ operator: "Exists" }];

  it.each([
    ["vpc-cni", { enableNetworkPolicy: "true", env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" } }],
    ["kube-proxy", undefined],
    ["eks-pod-identity-agent", undefined],
    [
      "coredns",
      {
        autoScaling: { enabled: true, minReplicas: 2, maxReplicas: 10 },
        podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
        ...onSystemNodes,
      },
    ],
    ["aws-ebs-csi-driver", { controller: { replicaCount: 1, ...onSystemNodes }, node: { tolerations: everyTaint } }],
    ["aws-efs-csi-driver", { controller: { replicaCount: 1, ...onSystemNodes }, node: { tolerations: everyTaint } }],
    ["snapshot-controller", { tolerations: systemToleration }],
    ["metrics-server", { replicas: 1, ...onSystemNodes }],
    ["eks-node-monitoring-agent", { nodeAgent: { tolerations: everyTaint }, dcgmAgent: { tolerations: everyTaint } }],
  ])("of %s", (name, expected) => {
    const definition = addons.find((candidate) => candidate.name === name);
    expect(definition?.configuration?.({ replicas: 1 })).toEqual(expected);
  });

  it("are listed once each, those that nodes need first", () => {
    expect(addons.map(({ name, stage }) => [name, stage])).toEqual([
      ["vpc-cni", "beforeNodes"],
      ["kube-proxy", "beforeNodes"],
      ["eks-pod-identity-agent", "beforeNodes"],
      ["coredns", "afterNodes"],
      ["aws-ebs-csi-driver", "afterNodes"],
      ["aws-efs-csi-driver", "afterNodes"],
      ["snapshot-controller", "afterNodes"],
      ["metrics-server", "afterNodes"],
      ["eks-node-monitoring-agent", "afterNodes"],
    ]);
  });
});
