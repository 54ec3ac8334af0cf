import { resource } from "../specimen";
import type { Subject } from "../subject";
import { tags } from "./baseStack";
import { keyArn } from "./keys";
import { type Fields, merged } from "./mergeFields";

/** Returns a cluster that passes every rule unless `changes` violate one. */
export function cluster(changes: Fields = {}): Subject {
  return resource("aws:eks/cluster:Cluster", "cluster", merged(goodCluster, changes), { options: { protect: true } });
}

/** Returns an EKS add-on. */
export function addon(changes: Fields = {}): Subject {
  const whole = { clusterName: "mlops", addonName: "vpc-cni", addonVersion: "v1.21.0-eksbuild.1", tags };
  return resource("aws:eks/addon:Addon", "vpc-cni", merged(whole, changes));
}

const goodCluster = {
  name: "mlops",
  version: "1.36",
  roleArn: "arn:aws:iam::111122223333:role/mlops-cluster",
  accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
  enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
  encryptionConfig: {
    resources: ["secrets"],
    provider: { keyArn },
  },
  vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false, subnetIds: ["subnet-1", "subnet-2"] },
  deletionProtection: true,
  tags,
};
