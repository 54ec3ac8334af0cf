import type { Problems } from "../../../core/errors/problems";

/** Seconds between two looks at a server that starts. */
const startupPeriodSeconds = 5;

/** Looks at the least: a server that needs no time to load has half a minute. */
const fewestLooks = 6;

/** How much longer than usual loading may take, on a node that has just started or reads a cold disk. */
const patience = 2;

/** How often a server that starts may be found not ready before it is started anew. */
export function startupFailureThreshold(loadSeconds: number): number {
  return Math.max(fewestLooks, Math.ceil((loadSeconds * patience) / startupPeriodSeconds));
}

/** Seconds until a server that does not get ready is started anew. */
export function startupLimitSeconds(loadSeconds: number): number {
  return startupFailureThreshold(loadSeconds) * startupPeriodSeconds;
}

/** Adds what is wrong with a time to load. */
export function checkLoadSeconds(problems: Problems, loadSeconds: number): void {
  if (Number.isFinite(loadSeconds) && loadSeconds >= 0 && loadSeconds <= 3600) return;
  problems.add(`loadSeconds ${loadSeconds} is no time to load a model in`, "use seconds from 0 to 3600");
}

/**
 * Probes of a server that speaks the Open Inference Protocol: https://github.com/kserve/open-inference-protocol. It is
 * alive from the start, and ready once the model is loaded.
 *
 * @param port Name or number of the container's port.
 */
export function inferenceProbes(loadSeconds: number, port: string | number) {
  const ready = { httpGet: { path: "/v2/health/ready", port } };
  return {
    startupProbe: {
      ...ready,
      periodSeconds: startupPeriodSeconds,
      timeoutSeconds: 2,
      failureThreshold: startupFailureThreshold(loadSeconds),
    },
    readinessProbe: { ...ready, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3 },
    // More patient by far: one that is busy gets no new requests, and is not ended with those that it has.
    livenessProbe: {
      httpGet: { path: "/v2/health/live", port },
      periodSeconds: 10,
      timeoutSeconds: 5,
      failureThreshold: 6,
    },
  };
}
