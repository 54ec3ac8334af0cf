import { z } from "zod";
import { field } from "../../../core/schema/fields";

/** Period of the startup probe, seconds. */
const startupPeriodSeconds = 5;

/** Minimum of the failure threshold: a server has at least half a minute to start. */
const fewestLooks = 6;

/** Factor by which loading may exceed its usual time, for example on a new node with a cold disk. */
const patience = 2;

/** Returns the failure threshold of the startup probe. */
export function startupFailureThreshold(loadSeconds: number): number {
  return Math.max(fewestLooks, Math.ceil((loadSeconds * patience) / startupPeriodSeconds));
}

/** Returns the time after which a server that is not ready is restarted, seconds. */
export function startupLimitSeconds(loadSeconds: number): number {
  return startupFailureThreshold(loadSeconds) * startupPeriodSeconds;
}

const loadForm = "a number of seconds from 0 to 3600";

/** Usual time to load the model, seconds. */
export const loadSecondsField = field(
  z
    .number()
    .min(0, { error: `must be ${loadForm}` })
    .max(3600, { error: `must be ${loadForm}` }),
  {
    description: "Usual time in which a server loads the model, seconds. It is restarted after twice that time.",
    example: 60,
    form: loadForm,
    fix: "use seconds from 0 to 3600, such as 60",
  },
).default(60);

/**
 * Returns the probes of a server that implements the Open Inference Protocol:
 * https://github.com/kserve/open-inference-protocol. The server is live from its start, and ready once the model is loaded.
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
    // A much higher threshold: a busy server gets no new requests, but it is not killed with its current ones.
    livenessProbe: {
      httpGet: { path: "/v2/health/live", port },
      periodSeconds: 10,
      timeoutSeconds: 5,
      failureThreshold: 6,
    },
  };
}
