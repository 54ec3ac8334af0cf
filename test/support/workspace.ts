import * as k8s from "@pulumi/kubernetes";
import type { PoolSettings } from "../../components/compute/poolSettings";
import { ArtifactBucket } from "../../components/data/artifactBucket";
import { EncryptionKey } from "../../components/encryption/encryptionKey";
import { Team } from "../../components/tenancy/team";
import type { TeamQuota } from "../../components/tenancy/teamQuota";
import type { Workspace } from "../../components/tenancy/workspace";

const account = { accountId: "111122223333", region: "us-west-2" };

/** Returns a pool with the defaults of the settings. */
export function poolSettings(
  given: Pick<PoolSettings, "instanceTypes"> & Partial<Omit<PoolSettings, "limits">>,
): PoolSettings {
  return {
    provisioner: "karpenter",
    purpose: "general",
    capacityTypes: ["on-demand"],
    limits: {},
    minimumNodes: 0,
    expectedShareOfMaximum: 0.25,
    diskGibibytes: 200,
    efa: false,
    placementGroup: false,
    ...given,
  };
}

/** Pools with CPUs, with spot GPUs, with shared GPUs, and with eight GPUs per node. */
export const workspacePools = {
  general: poolSettings({ instanceTypes: ["m7i.2xlarge", "m7i.xlarge"], capacityTypes: ["spot", "on-demand"] }),
  "gpu-l4": poolSettings({
    purpose: "training",
    instanceTypes: ["g6.xlarge", "g6.12xlarge"],
    capacityTypes: ["spot", "on-demand"],
  }),
  "gpu-l4-shared": poolSettings({
    provisioner: "managedNodeGroup",
    purpose: "serving",
    instanceTypes: ["g6.xlarge"],
    gpuSharing: { mode: "timeSlicing", replicas: 4 },
  }),
  "gpu-h100": poolSettings({ provisioner: "managedNodeGroup", purpose: "training", instanceTypes: ["p5.48xlarge"] }),
} as const satisfies Record<string, PoolSettings>;

export const workspaceQuota: TeamQuota = {
  vcpus: 64,
  memoryGibibytes: 256,
  storageGibibytes: 200,
  pods: 50,
  gpus: 8,
  neuronDevices: 0,
};

/** Returns the workspace of team `vision`: `t` is the team, `artifacts` the bucket, `kubernetes` the provider. */
export function teamWorkspace(changes: Partial<Workspace> = {}): Workspace {
  const key = new EncryptionKey("key", { account, description: "Data", deletionProtection: false });
  const artifacts = new ArtifactBucket("artifacts", {
    account,
    platformName: "mlops",
    purpose: "artifacts",
    key,
    noncurrentVersionDays: 7,
    intelligentTiering: false,
    deletionProtection: false,
  });
  const kubernetes = new k8s.Provider("kubernetes", { kubeconfig: "{}" });
  const team = new Team(
    "t",
    {
      account,
      platformName: "mlops",
      clusterName: "mlops",
      team: "vision",
      members: [],
      quota: workspaceQuota,
      largestNode: undefined,
      network: { serviceCidr: "172.20.0.0/16", controlPlaneCidrs: ["10.20.160.0/22"] },
      artifacts,
      key,
      secretsControllerRoleArn: "arn:aws:iam::111122223333:role/external-secrets",
      deletionProtection: false,
    },
    { providers: [kubernetes] },
  );
  return {
    account,
    team,
    quota: workspaceQuota,
    pools: workspacePools,
    artifacts,
    gateway: { gateway: { namespace: "istio-ingress", name: "platform" }, domain: "models.internal" },
    mirror: {},
    mlflowSecret: "mlflow",
    providers: [kubernetes],
    ready: team.ready,
    ...changes,
  };
}
