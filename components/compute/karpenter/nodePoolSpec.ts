import {
  type CapacityType,
  catalogued,
  type NodePool,
  nodeLabels,
  nodeTaints,
  type Purpose,
  resourceLimits,
} from "../nodePool";

export interface NodePoolSpecArgs {
  readonly pool: NodePool;
  readonly capacityTypes: readonly CapacityType[];
  readonly nodeClass: string;
}

/** The `spec` of a Karpenter NodePool: which nodes it makes, how many, and when it takes them away. */
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

/** After how long a node is replaced, to get a new image. A training node never is: a job may run for weeks. */
const lifetime: Record<Purpose, { expireAfter: string; terminationGracePeriod?: string }> = {
  general: { expireAfter: "720h", terminationGracePeriod: "1h" },
  serving: { expireAfter: "720h", terminationGracePeriod: "1h" },
  training: { expireAfter: "Never" },
};

/**
 * When Karpenter takes nodes away by itself. From training pools only empty ones: no job is moved to save money, nor to
 * get a new image. Elsewhere a tenth of the nodes at a time.
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
