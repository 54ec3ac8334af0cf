import { expect } from "vitest";

/** Values that put a chart's pods on the system nodes. */
export const onSystemNodes = {
  nodeSelector: { "mlops.platform/pool": "system" },
  tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists", effect: "NoSchedule" }],
};

const memory = expect.stringMatching(/^\d+(Mi|Gi)$/);

/** A container's resources: requests, and a memory limit. The amounts are tuned, and no test repeats them. */
export const sized = { requests: { cpu: expect.stringMatching(/^\d+m?$/), memory }, limits: { memory } };
