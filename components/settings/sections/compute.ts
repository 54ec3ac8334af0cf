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
        "Node pools by name. Pending pods add nodes, and empty nodes are removed. Pools that are set here replace the default pool.",
      example: { "gpu-l4": { purpose: "training", instanceTypes: ["g6.xlarge"], limits: { accelerators: 4 } } },
      fix: "write a name and, below it, purpose, instanceTypes and limits",
      cost: "the instances that run: the plan lists minimum, expected and maximum for each pool",
      default: "one pool `general` for CPU workloads",
    }).prefault({ general: compute.generalPool }),
    capacityReservations: field(z.record(name, capacityReservation), {
      description:
        "EC2 On-Demand Capacity Reservations that pools use, by a name of your choice. Capacity Blocks are not supported.",
      example: { h100: { id: "cr-0123456789abcdef0", instanceType: "p5.48xlarge", zone: "us-west-2a", count: 2 } },
      fix: "write a name and, below it, id, instanceType, zone and count",
      cost: "the on-demand price of all reserved instances, used or not",
    }).default({}),
  });
}

const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,30}[a-z0-9]$/, { error: "must be 2 to 32 lower-case letters, digits and hyphens" });

const instanceTypeName = textField(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, "an EC2 instance type", {
  description: "An EC2 instance type of the catalogue, `components/compute/instanceTypes.json`.",
  example: "g6.xlarge",
  fix: "use family and size, such as g6.xlarge",
});

const pool = z.strictObject({
  provisioner: field(z.enum(provisioners), {
    description:
      "Provisioner of the nodes: `karpenter`, or `managedNodeGroup` (an EKS managed node group), which GPU sharing, EFA, placement groups and a minimum of nodes require.",
    example: "karpenter",
  }).default("karpenter"),
  purpose: field(z.enum(purposes), {
    description:
      "Purpose of the pool: `general`, `training` or `serving`. Karpenter does not take a node of `training` from a running job. A managed node group replaces its nodes, and ends the jobs on them, for a new Kubernetes version and for other changes of the nodes: `npm run plan -- --against FILE` lists these changes first.",
    example: "training",
  }).default("general"),
  instanceTypes: field(z.array(instanceTypeName).min(1, { error: "must list at least one instance type" }), {
    description: "Instance types of the catalogue, all with the same accelerator and the same architecture.",
    example: ["g6.xlarge", "g6.2xlarge"],
    fix: "list instance types, such as [g6.xlarge, g6.2xlarge]",
    cost: "the hourly price of each node that runs, such as 588 USD a month for a g6.xlarge on demand",
  }),
  capacityTypes: field(z.array(z.enum(capacityTypes)).min(1, { error: "must list at least one capacity type" }), {
    description: "Capacity types of the nodes. Karpenter prefers `reserved`, then `spot`, then `on-demand`.",
    example: ["spot", "on-demand"],
    fix: "list one or more of reserved, spot and on-demand",
    cost: "spot nodes cost up to 90 % less than on-demand nodes; AWS may reclaim them",
  }).default(["on-demand"]),
  zones: field(z.array(z.string()).min(1, { error: "must list at least one zone" }), {
    description:
      "Availability zones of the pool's nodes, a subset of the setting `zones`. A pool with provisioner `managedNodeGroup` has a node group in each zone, and its limits are divided among them. EC2 does not offer every type in every zone: `aws ec2 describe-instance-type-offerings --location-type availability-zone` lists the zones of a type.",
    example: ["us-west-2a"],
    default: "all zones of the network",
  }).optional(),
  limits: field(
    z.strictObject({
      accelerators: numberField(1, 100_000, {
        description: "Maximum number of accelerators. Required for a pool with accelerators.",
        example: 8,
        default: "required for a pool with accelerators",
      }).optional(),
      vcpus: numberField(1, 1_000_000, {
        description: "Maximum number of vCPUs. Required for a pool without accelerators.",
        example: 64,
        default: "required for a pool without accelerators",
      }).optional(),
    }),
    {
      description: "Maximum size of the pool: accelerators, or vCPUs for a pool without accelerators.",
      example: { accelerators: 8 },
      fix: "set accelerators for a pool with accelerators, vcpus for any other pool",
      cost: "an upper bound of the pool's cost: see the plan",
    },
  ),
  minimumNodes: numberField(0, 1000, {
    description:
      "Minimum number of nodes of a pool with provisioner `managedNodeGroup`. Must be 0 with `karpenter`, which scales from zero.",
    example: 0,
    cost: "the price of these nodes, used or not",
  }).default(0),
  expectedShareOfMaximum: field(z.number().min(0, { error: shareError() }).max(1, { error: shareError() }), {
    description:
      "Average share of the pool's maximum that runs over a month, from 0 to 1. Used only by the cost estimate.",
    example: 0.25,
    fix: "use a number from 0 to 1, such as 0.25",
  }).default(0.25),
  diskGibibytes: numberField(50, 16_000, {
    description: "Disk of each node for images, pods and data sets, in GiB.",
    example: 200,
    cost: "0.08 USD for each GiB and month, for each node",
  }).default(200),
  gpuSharing: field(
    z.strictObject({
      mode: field(z.enum(gpuSharingModes), {
        description: "Mode of GPU sharing: `timeSlicing` (no memory isolation) or `mig` (hardware partitions).",
        example: "timeSlicing",
      }),
      replicas: numberField(2, 48, {
        description: "Number of pods that share one GPU. Required with `timeSlicing`.",
        example: 4,
        default: "required with `timeSlicing`",
      }).optional(),
      profile: textField(/^\d+g\.\d+gb$/, "a MIG profile", {
        description: "MIG profile of every partition of a GPU. Required with `mig`.",
        example: "1g.10gb",
        fix: "use a profile of the GPU, such as 1g.10gb",
        default: "required with `mig`",
      }).optional(),
    }),
    {
      description: "GPU sharing between pods. Requires provisioner `managedNodeGroup`: Karpenter does not support it.",
      example: { mode: "timeSlicing", replicas: 4 },
      fix: "set mode, and replicas for timeSlicing or profile for mig",
      default: "each GPU belongs to one pod",
    },
  ).optional(),
  efa: field(z.boolean(), {
    description:
      "Whether nodes have Elastic Fabric Adapters, for training on several nodes. Training pods request their share of them. Requires provisioner `managedNodeGroup` and one zone.",
    example: true,
  }).default(false),
  placementGroup: field(z.boolean(), {
    description:
      "Whether nodes are in a cluster placement group, for low latency between them. Requires provisioner `managedNodeGroup` and one zone.",
    example: true,
  }).default(false),
  capacityReservation: field(z.string(), {
    description: "Capacity reservation that the pool uses: a name of `compute.capacityReservations`.",
    example: "h100",
    default: "no reservation",
  }).optional(),
}) satisfies z.ZodType<PoolSettings>;

const capacityReservation = z.strictObject({
  id: textField(/^cr-[0-9a-z]+$/, "the ID of a capacity reservation", {
    description: "ID of the capacity reservation.",
    example: "cr-0123456789abcdef0",
    fix: "use an ID that `aws ec2 describe-capacity-reservations` lists, such as cr-0123456789abcdef0",
  }),
  instanceType: instanceTypeName,
  zone: field(z.string(), { description: "Availability zone of the reservation.", example: "us-west-2a" }),
  count: numberField(1, 1000, { description: "Number of reserved instances.", example: 2 }),
}) satisfies z.ZodType<CapacityReservationSettings>;

function shareError(): string {
  return "must be a number from 0 to 1";
}
