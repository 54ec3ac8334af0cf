import { z } from "zod";
import { field } from "../../../core/schema/fields";
import { type ServingDeadlines, startupPeriodSeconds } from "../deadlines";

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

/** Paths of the health checks of the Open Inference Protocol. */
export const inferencePaths = { ready: "/v2/health/ready", live: "/v2/health/live" } as const;

/**
 * Returns the probes of a server that implements the Open Inference Protocol:
 * https://github.com/kserve/open-inference-protocol. The server is live from its start, and ready once the model is
 * loaded.
 *
 * @param port Name or number of the container's port.
 * @param paths Paths of the health checks, if the server has others.
 */
export function inferenceProbes(
  { startupFailureThreshold }: Pick<ServingDeadlines, "startupFailureThreshold">,
  port: string | number,
  paths: { readonly ready: string; readonly live: string } = inferencePaths,
) {
  const ready = { httpGet: { path: paths.ready, port } };
  return {
    startupProbe: {
      ...ready,
      periodSeconds: startupPeriodSeconds,
      timeoutSeconds: 2,
      failureThreshold: startupFailureThreshold,
    },
    readinessProbe: { ...ready, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3 },
    // A much higher threshold: a busy server gets no new requests, but it is not killed with its current ones.
    livenessProbe: {
      httpGet: { path: paths.live, port },
      periodSeconds: 10,
      timeoutSeconds: 5,
      failureThreshold: 6,
    },
  };
}
