import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type AmiType, blockDevices } from "../../cluster/nodeImages";
import { acceleratorOf, catalogued, type NodePool } from "../nodePool";
import type { GpuSharing } from "../poolSettings";
import { efaCards } from "./nodeGroupTags";
import { bottlerocketSettings } from "./userData";

/** Arguments of `poolTemplate`. */
export interface PoolTemplateArgs {
  /** The pool. */
  readonly pool: NodePool;
  /** GPU sharing of the nodes; undefined without sharing. */
  readonly gpuSharing: GpuSharing | undefined;
  /** KMS key of the nodes' disks. */
  readonly volumeKeyArn: pulumi.Input<string>;
  /** Name of the placement group; undefined without one. */
  readonly placementGroupName: pulumi.Input<string> | undefined;
  /** Security groups of Elastic Fabric Adapters, including that of the cluster; undefined without adapters. */
  readonly efaSecurityGroupIds: pulumi.Input<string>[] | undefined;
  /** Tags of instances, volumes and network interfaces. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Returns the AMI type of a managed pool's nodes, which contains the drivers of their accelerators. */
export function poolAmiType(pool: Pick<NodePool, "name" | "instanceTypes">): PoolAmiType {
  const [type] = catalogued(pool);
  if (type?.accelerator?.manufacturer === "aws") return "AL2023_x86_64_NEURON";
  if (type?.accelerator) return "BOTTLEROCKET_x86_64_NVIDIA";
  return type?.architecture === "arm64" ? "BOTTLEROCKET_ARM_64" : "BOTTLEROCKET_x86_64";
}

/** AMI types of managed pools. */
export type PoolAmiType = AmiType | "BOTTLEROCKET_x86_64_NVIDIA" | "AL2023_x86_64_NEURON";

/** Returns the arguments of a managed pool's launch template. */
export function poolTemplate(args: PoolTemplateArgs): aws.ec2.LaunchTemplateArgs {
  const { pool } = args;
  const settings = bottlerocketSettings(args.gpuSharing, acceleratorOf(pool));
  return {
    updateDefaultVersion: true,
    blockDeviceMappings: blockDevices(poolAmiType(pool), pool.diskGibibytes, args.volumeKeyArn),
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    ...(settings !== undefined && { userData: Buffer.from(settings).toString("base64") }),
    ...(pool.reservation && {
      capacityReservationSpecification: { capacityReservationTarget: { capacityReservationId: pool.reservation.id } },
    }),
    ...(args.placementGroupName !== undefined && { placement: { groupName: args.placementGroupName } }),
    ...(args.efaSecurityGroupIds && { networkInterfaces: efaInterfaces(pool, args.efaSecurityGroupIds) }),
    tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
      resourceType,
      tags: args.tags,
    })),
  };
}

/**
 * One adapter for each network card. The first also carries the pods' traffic, the others only collective operations.
 */
function efaInterfaces(pool: NodePool, securityGroups: pulumi.Input<string>[]) {
  return Array.from({ length: efaCards(pool) }, (_, card) => ({
    networkCardIndex: card,
    deviceIndex: card === 0 ? 0 : 1,
    interfaceType: card === 0 ? "efa" : "efa-only",
    securityGroups,
    deleteOnTermination: "true",
  }));
}
