import type * as pulumi from "@pulumi/pulumi";
import { nodeImages } from "../../versions";
import { acceleratorOf, type NodePool } from "../nodePool";

/** Arguments of `nodeClassSpec`. */
export interface NodeClassArgs {
  /** The pool. */
  readonly pool: NodePool;
  /** Name of the EKS cluster: value of the tag `karpenter.sh/discovery` of its subnets. */
  readonly clusterName: pulumi.Input<string>;
  /** Name of the nodes' instance profile. */
  readonly instanceProfile: pulumi.Input<string>;
  /** Security group of the nodes. */
  readonly securityGroupId: pulumi.Input<string>;
  /** KMS key of the nodes' disks. */
  readonly volumeKeyArn: pulumi.Input<string>;
  /** Tags of instances and their disks. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Returns the `spec` of a pool's EC2NodeClass: image, disks, network and tags of its nodes. */
export function nodeClassSpec(args: NodeClassArgs) {
  const { pool } = args;
  const neuron = acceleratorOf(pool)?.manufacturer === "aws";
  return {
    amiSelectorTerms: [{ alias: (neuron ? nodeImages.al2023 : nodeImages.bottlerocket).version }],
    // An instance profile instead of a role: with a role, Karpenter would create profiles that remain after its removal
    // and keep the role in use.
    instanceProfile: args.instanceProfile,
    subnetSelectorTerms: [{ tags: { "karpenter.sh/discovery": args.clusterName } }],
    securityGroupSelectorTerms: [{ id: args.securityGroupId }],
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: neuron
      ? [device("/dev/xvda", pool.diskGibibytes, args)]
      : [device("/dev/xvda", 4, args), device("/dev/xvdb", pool.diskGibibytes, args)],
    ...(pool.reservation && { capacityReservationSelectorTerms: [{ id: pool.reservation.id }] }),
    tags: args.tags,
  };
}

function device(deviceName: string, gibibytes: number, { volumeKeyArn }: NodeClassArgs) {
  return {
    deviceName,
    ebs: {
      volumeSize: `${gibibytes}Gi`,
      volumeType: "gp3",
      encrypted: true,
      kmsKeyID: volumeKeyArn,
      deleteOnTermination: true,
    },
  };
}
