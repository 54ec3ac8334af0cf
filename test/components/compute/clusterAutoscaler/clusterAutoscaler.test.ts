import { describe, expect, it } from "vitest";
import {
  ClusterAutoscaler,
  clusterAutoscalerValues,
} from "../../../../components/compute/clusterAutoscaler/clusterAutoscaler";
import { waitsFor } from "../../../support/graph";
import { actionsOf, policiesOf } from "../../../support/policies";
import { only, recordComponent } from "../../../support/record";
import { onSystemNodes, sized } from "../../../support/values";

const account = { accountId: "111122223333", region: "us-west-2" };

function autoscaler() {
  return recordComponent(() => new ClusterAutoscaler("ca", { account, clusterName: "test", mirror: {}, replicas: 2 }));
}

describe("ClusterAutoscaler", () => {
  it("starts after its pods have their IAM role", async () => {
    const resources = await autoscaler();
    const release = only(resources, "kubernetes:helm.sh/v3:Release");
    const association = only(resources, "aws:eks/podIdentityAssociation:PodIdentityAssociation");
    expect(waitsFor(resources, release, association)).toBe(true);
  });

  it("may change only groups with the cluster's tag", async () => {
    const statements = policiesOf(await autoscaler()).flatMap((policy) =>
      policy.property === "policy" ? policy.statements : [],
    );
    const [changing] = statements.filter((statement) =>
      actionsOf(statement).includes("autoscaling:SetDesiredCapacity"),
    );
    expect(changing).toMatchObject({
      Resource: "arn:aws:autoscaling:us-west-2:111122223333:autoScalingGroup:*:autoScalingGroupName/*",
      Condition: { StringEquals: { "aws:ResourceTag/k8s.io/cluster-autoscaler/test": "owned" } },
    });
  });

  it("discovers the cluster's groups, drains nodes with system pods, and runs restricted on the system nodes", () => {
    const args = { clusterName: "test", region: "us-west-2", replicas: 2, mirror: { images: "registry.example" } };
    expect(clusterAutoscalerValues(args)).toMatchObject({
      autoDiscovery: { clusterName: "test" },
      awsRegion: "us-west-2",
      replicaCount: 2,
      rbac: { serviceAccount: { create: true, name: "cluster-autoscaler" } },
      image: { repository: "registry.example/registry.k8s.io/autoscaling/cluster-autoscaler" },
      customArgs: [
        "--expander=least-waste",
        "--balance-similar-node-groups",
        "--skip-nodes-with-system-pods=false",
        "--skip-nodes-with-local-storage=false",
      ],
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 65532,
        runAsGroup: 65532,
        fsGroup: 65532,
        seccompProfile: { type: "RuntimeDefault" },
      },
      containerSecurityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      },
      resources: sized,
      ...onSystemNodes,
    });
  });
});
