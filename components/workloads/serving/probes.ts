import { z } from "zod";
import { field } from "../../../core/schema/fields";

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

const loadForm = "a number of seconds from 0 to 3600";

/** How long a server takes to load the model, seconds. */
export const loadSecondsField = field(
  z
    .number()
    .min(0, { error: `must be ${loadForm}` })
    .max(3600, { error: `must be ${loadForm}` }),
  {
    description: "How long a server takes to load the model, seconds: it gets twice that before it is started anew.",
    example: 60,
    form: loadForm,
    fix: "use seconds from 0 to 3600, such as 60",
  },
).default(60);

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
