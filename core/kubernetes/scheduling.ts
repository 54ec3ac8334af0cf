import { poolLabel } from "./labels";

/** Name of the pool that runs the platform's services. */
export const systemPool = "system";

/**
 * Taint of the system nodes, which keeps ML workloads off them.
 *
 * The key is the one that Karpenter's documentation uses for such nodes and that several upstream charts tolerate
 * already. The others get `systemTolerations`.
 */
export const systemTaint = { key: "CriticalAddonsOnly", value: "true", effect: "NoSchedule" } as const;

/** Tolerations of a platform service. A chart's value replaces its default list, so pass the complete list. */
export const systemTolerations = [{ key: systemTaint.key, operator: "Exists", effect: systemTaint.effect }] as const;

/**
 * Places a platform service on system nodes. With the toleration only, it would also run on nodes of other pools and
 * prevent their removal. Charts whose schema has no `nodeSelector` cannot use it.
 */
export const onSystemNodes = { nodeSelector: { [poolLabel]: systemPool }, tolerations: systemTolerations } as const;

/** Tolerations of a node agent: all taints, including those of GPU nodes and of nodes that are not ready. */
export const everyTaint = [{ operator: "Exists" }] as const;
