import { describe, expect, it } from "vitest";
import { presets } from "../../components/settings/environments";
import type { Json } from "../../core/json/json";
import { objectOf } from "../../core/json/reading";
import { quantityOf } from "../../core/kubernetes/quantities";
import { environments, planStack } from "../support/plan";

/** Pods of the platform: not those of teams, and not Prometheus, whose memory is a setting. */
const excluded = /^(vision|risk)$/;

interface Sum {
  cpus: number;
  mebibytes: number;
}

/** Adds up requests, times the replicas that stand above them. */
function add(value: Json | undefined, replicas: number, sum: Sum): void {
  if (Array.isArray(value)) for (const one of value) add(one, replicas, sum);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  const own = Number(value.replicas ?? value.replicaCount ?? value.autoscaleMin ?? replicas) || replicas;
  const { cpu, memory } = objectOf(value.requests);
  if (cpu !== undefined) {
    sum.cpus += own * (quantityOf(cpu) ?? 0);
    sum.mebibytes += (own * (memory === undefined ? 0 : (quantityOf(memory) ?? 0))) / 2 ** 20;
  }
  for (const inner of Object.values(value)) add(inner, own, sum);
}

describe("known requests of the platform services", () => {
  it.each(environments)(
    "of %s are those of the charts' values, so that system nodes are measured by them",
    async (stack) => {
      const sum: Sum = { cpus: 0, mebibytes: 0 };
      for (const { type, inputs } of await planStack(stack)) {
        if (type === "kubernetes:helm.sh/v3:Release") add(inputs.values, 1, sum);
        const namespace = String(objectOf(inputs.metadata).namespace);
        if (type === "kubernetes:apps/v1:Deployment" && !excluded.test(namespace)) add(inputs.spec, 1, sum);
      }
      const { systemNodes, replicas } = presets[stack].cluster;
      const prometheus = presets[stack].observability.prometheus.memoryMebibytes * replicas;
      const ratio = {
        cpus: systemNodes.requests.milliCpus / 1000 / sum.cpus,
        memory: (systemNodes.requests.memoryMebibytes + prometheus) / sum.mebibytes,
      };
      // Hooks and agents of nodes are in the sum, and not in the presets. Raise the presets when charts request more.
      expect(ratio.cpus).toBeGreaterThan(0.85);
      expect(ratio.cpus).toBeLessThanOrEqual(1);
      expect(ratio.memory).toBeGreaterThan(0.85);
      expect(ratio.memory).toBeLessThanOrEqual(1);
    },
  );
});
