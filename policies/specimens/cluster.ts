import { resource } from "../specimen";
import type { Subject } from "../subject";
import { type Fields, merged } from "./fields";
import { tags } from "./world";

/** A cluster that keeps every rule but where `changes` break one. */
export function cluster(changes: Fields = {}): Subject {
  return resource("aws:eks/cluster:Cluster", "cluster", merged(goodCluster, changes));
}

const goodCluster = {
  name: "mlops",
  version: "1.36",
  roleArn: "arn:aws:iam::111122223333:role/mlops-cluster",
  accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
  enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
  encryptionConfig: {
    resources: ["secrets"],
    provider: { keyArn: "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555" },
  },
  vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false, subnetIds: ["subnet-1", "subnet-2"] },
  deletionProtection: true,
  tags,
};
