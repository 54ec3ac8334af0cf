import { poolLabel } from "./labels";

/** Pool of the nodes that run the platform's own services. */
export const systemPool = "system";

/**
 * Taint of the system nodes, which keeps ML workloads off them.
 *
 * The key is the one that Karpenter's documentation uses for such nodes and that several upstream charts tolerate
 * already. Those that do not are told to (`systemTolerations`).
 */
export const systemTaint = { key: "CriticalAddonsOnly", value: "true", effect: "NoSchedule" } as const;

/** What a platform service tolerates. Charts replace their default list by what they are given: pass it whole. */
export const systemTolerations = [{ key: systemTaint.key, operator: "Exists", effect: systemTaint.effect }] as const;

/**
 * Where a platform service runs: tolerating the taint alone, it would also keep nodes of other pools from going. Not for
 * charts whose schema has no `nodeSelector`.
 */
export const onSystemNodes = { nodeSelector: { [poolLabel]: systemPool }, tolerations: systemTolerations } as const;

/** What a node agent tolerates: every taint, GPU nodes' and those of nodes that are not ready yet included. */
export const everyTaint = [{ operator: "Exists" }] as const;
