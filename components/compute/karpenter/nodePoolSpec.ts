import {
  type CapacityType,
  catalogued,
  type NodePool,
  nodeLabels,
  nodeTaints,
  type Purpose,
  resourceLimits,
} from "../nodePool";

/** Arguments of `nodePoolSpec`. */
export interface NodePoolSpecArgs {
  /** The pool. */
  readonly pool: NodePool;
  /** Capacity types of its nodes. Karpenter prefers `reserved`, then `spot`, then `on-demand`. */
  readonly capacityTypes: readonly CapacityType[];
  /** Name of its EC2NodeClass. */
  readonly nodeClass: string;
}

/**
 * Returns the `spec` of a Karpenter NodePool: requirements and limits of its nodes, and when Karpenter removes them.
 */
export function nodePoolSpec({ pool, capacityTypes, nodeClass }: NodePoolSpecArgs) {
  const architectures = [...new Set(catalogued(pool).map(({ architecture }) => architecture))];
  return {
    template: {
      metadata: { labels: nodeLabels(pool) },
      spec: {
        nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: nodeClass },
        requirements: [
          isIn("node.kubernetes.io/instance-type", pool.instanceTypes),
          isIn("karpenter.sh/capacity-type", capacityTypes),
          isIn("topology.kubernetes.io/zone", pool.zones),
          isIn("kubernetes.io/arch", architectures),
          isIn("kubernetes.io/os", ["linux"]),
        ],
        taints: nodeTaints(pool),
        ...lifetime[pool.purpose],
      },
    },
    limits: resourceLimits(pool),
    disruption: disruption[pool.purpose],
  };
}

function isIn(key: string, values: readonly string[]) {
  return { key, operator: "In", values: [...values] };
}

/**
 * Age at which a node is replaced to get a new image. Training nodes do not expire, because a job may run for weeks.
 */
const lifetime: Record<Purpose, { expireAfter: string; terminationGracePeriod?: string }> = {
  general: { expireAfter: "720h", terminationGracePeriod: "1h" },
  serving: { expireAfter: "720h", terminationGracePeriod: "1h" },
  training: { expireAfter: "Never" },
};

/**
 * When Karpenter removes nodes. In training pools it removes only empty nodes: no job is moved to save money or to get
 * a new image. In other pools it removes at most a tenth of the nodes at a time.
 */
const disruption: Record<Purpose, object> = {
  general: {
    consolidationPolicy: "WhenEmptyOrUnderutilized",
    consolidateAfter: "5m",
    budgets: [{ nodes: "10%" }],
  },
  serving: {
    consolidationPolicy: "WhenEmptyOrUnderutilized",
    consolidateAfter: "15m",
    budgets: [{ nodes: "10%" }],
  },
  training: {
    consolidationPolicy: "WhenEmpty",
    consolidateAfter: "5m",
    budgets: [
      { nodes: "100%", reasons: ["Empty"] },
      { nodes: "0", reasons: ["Drifted", "Underutilized"] },
    ],
  },
};
