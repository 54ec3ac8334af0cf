import { expect } from "vitest";

/** Values that put a chart's pods on the system nodes. */
export const onSystemNodes = {
  nodeSelector: { "mlops.platform/pool": "system" },
  tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists", effect: "NoSchedule" }],
};

const memory = expect.stringMatching(/^\d+(Mi|Gi)$/);

/** Resources of a container: requests and a memory limit. Amounts are not asserted, because they are tuned. */
export const sized = { requests: { cpu: expect.stringMatching(/^\d+m?$/), memory }, limits: { memory } };
