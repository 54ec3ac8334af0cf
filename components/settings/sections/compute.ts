import { z } from "zod";
import { field, numberField, textField } from "../../../core/schema/fields";
import { capacityTypes, gpuSharingModes, provisioners, purposes } from "../../compute/nodePool";
import type { CapacityReservationSettings, PoolSettings } from "../../compute/poolSettings";
import type { Preset } from "../environments";

/** `compute`: the nodes of ML workloads. */
export function computeSection({ compute }: Preset) {
  return z.strictObject({
    pools: field(z.record(name, pool), {
      description:
        "Node pools by name. Nodes come when pods ask for them and go when they are empty. What is written here replaces the default pools.",
      example: { "gpu-l4": { purpose: "training", instanceTypes: ["g6.xlarge"], limits: { accelerators: 4 } } },
      fix: "write a name and, below it, purpose, instanceTypes and limits",
      cost: "see the plan: by minimum, expected and maximum",
      default: "one pool `general` for CPU work",
    }).prefault({ general: compute.generalPool }),
    capacityReservations: field(z.record(name, capacityReservation), {
      description:
        "On-demand capacity reservations of EC2 that pools use, by a name of your choice. Capacity blocks are none.",
      example: { h100: { id: "cr-0123456789abcdef0", instanceType: "p5.48xlarge", zone: "eu-west-1a", count: 2 } },
      fix: "write a name and, below it, id, instanceType, zone and count",
    }).default({}),
  });
}

const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,30}[a-z0-9]$/, { error: "must be 2 to 32 lower-case letters, digits and hyphens" });

const instanceTypeName = textField(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, "an EC2 instance type", {
  description: "An EC2 instance type of the catalogue.",
  example: "g6.xlarge",
  fix: "use family and size, such as g6.xlarge",
});

const pool = z.strictObject({
  provisioner: field(z.enum(provisioners), {
    description:
      "What creates the nodes: `karpenter`, or `managedNodeGroup` for an EKS managed node group: reserved capacity, GPU sharing, EFA.",
    example: "karpenter",
  }).default("karpenter"),
  purpose: field(z.enum(purposes), {
    description: "What runs there: nodes of `training` are never taken from a running job.",
    example: "training",
  }).default("general"),
  instanceTypes: field(z.array(instanceTypeName).min(1, { error: "must name at least one instance type" }), {
    description: "Instance types out of the catalogue, all with the same accelerator.",
    example: ["g6.xlarge", "g6.2xlarge"],
    fix: "list instance types, such as [g6.xlarge, g6.2xlarge]",
  }),
  capacityTypes: field(z.array(z.enum(capacityTypes)).min(1, { error: "must name at least one capacity type" }), {
    description: "How nodes are bought, `reserved`, `spot`, `on-demand`: Karpenter takes them in this order.",
    example: ["spot", "on-demand"],
    fix: "list reserved, spot or on-demand",
  }).default(["on-demand"]),
  zones: field(z.array(z.string()).min(1, { error: "must name at least one zone" }), {
    description: "Zones of the network that the pool stays in.",
    example: ["eu-west-1a"],
    default: "all zones of the network",
  }).optional(),
  limits: field(
    z.strictObject({
      accelerators: numberField(1, 100_000, { description: "Accelerators at most.", example: 8 }).optional(),
      vcpus: numberField(1, 1_000_000, { description: "vCPUs at most.", example: 64 }).optional(),
    }),
    {
      description: "The most that the pool may ever have: accelerators, or vCPUs where it has none.",
      example: { accelerators: 8 },
      fix: "set accelerators for a pool that has them, vcpus for one that has none",
    },
  ),
  minimumNodes: numberField(0, 1000, {
    description: "Nodes that are always there, of a managed pool. Karpenter starts from none.",
    example: 0,
  }).default(0),
  expectedShareOfMaximum: field(z.number().min(0, { error: shareError() }).max(1, { error: shareError() }), {
    description: "Share of the maximum that is expected to run over a month: for the estimate alone.",
    example: 0.25,
    fix: "use a number from 0 to 1, such as 0.25",
  }).default(0.25),
  diskGibibytes: numberField(50, 16_000, {
    description: "Disk of each node for images, pods and data sets, GiB.",
    example: 200,
  }).default(200),
  gpuSharing: field(
    z.strictObject({
      mode: field(z.enum(gpuSharingModes), {
        description: "`timeSlicing` (no isolation of memory) or `mig` (hardware partitions).",
        example: "timeSlicing",
      }),
      replicas: numberField(2, 48, { description: "Pods that share a GPU by time slicing.", example: 4 }).optional(),
      profile: textField(/^\d+g\.\d+gb$/, "a MIG profile", {
        description: "Partition of a GPU by MIG.",
        example: "1g.10gb",
        fix: "use a profile of the GPU, such as 1g.10gb",
      }).optional(),
    }),
    {
      description: "How pods share a GPU, on managed pools alone: Karpenter cannot see the shares.",
      example: { mode: "timeSlicing", replicas: 4 },
      fix: "write mode, and replicas for timeSlicing or profile for mig",
    },
  ).optional(),
  efa: field(z.boolean(), {
    description: "Whether nodes of a managed pool get Elastic Fabric Adapters, for training over several nodes.",
    example: true,
  }).default(false),
  placementGroup: field(z.boolean(), {
    description: "Whether nodes of a managed pool stand close to each other, in one zone.",
    example: true,
  }).default(false),
  capacityReservation: field(z.string(), {
    description: "Name of the capacity reservation that the pool uses.",
    example: "h100",
  }).optional(),
}) satisfies z.ZodType<PoolSettings>;

const capacityReservation = z.strictObject({
  id: textField(/^cr-[0-9a-z]+$/, "the id of a capacity reservation", {
    description: "The reservation.",
    example: "cr-0123456789abcdef0",
    fix: "use the id that `aws ec2 describe-capacity-reservations` prints: cr-…",
  }),
  instanceType: instanceTypeName,
  zone: field(z.string(), { description: "Its zone.", example: "eu-west-1a" }),
  count: numberField(1, 1000, { description: "Instances that it holds.", example: 2 }),
}) satisfies z.ZodType<CapacityReservationSettings>;

function shareError(): string {
  return "must be a number from 0 to 1";
}
