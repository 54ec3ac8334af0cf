import type * as pulumi from "@pulumi/pulumi";
import { nodeImages } from "../../versions";
import { acceleratorOf, type NodePool } from "../nodePool";

export interface NodeClassArgs {
  readonly pool: NodePool;
  readonly clusterName: string;
  readonly instanceProfile: pulumi.Input<string>;
  readonly securityGroupId: pulumi.Input<string>;
  readonly volumeKeyArn: pulumi.Input<string>;
  readonly tags: Record<string, string>;
}

/** The `spec` of a pool's EC2NodeClass: what its nodes are like in EC2. */
export function nodeClassSpec(args: NodeClassArgs) {
  const { pool } = args;
  const neuron = acceleratorOf(pool)?.manufacturer === "aws";
  return {
    amiSelectorTerms: [{ alias: (neuron ? nodeImages.al2023 : nodeImages.bottlerocket).version }],
    // Ours, rather than a role: Karpenter would make profiles that outlive it and hold the role.
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
