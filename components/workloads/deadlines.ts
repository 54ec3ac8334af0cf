import { surgePercent } from "./serving/replicas";
import { termination } from "./serving/requestTime";

/** Time for a new node to start and to pull images of several GB, seconds. */
const nodeSeconds = 1200;

/** Slowest download that counts as progress, with the check of its digest. A gp3 disk alone writes 125 MiB a second. */
const fetchMebibytesPerSecond = 25;

/** Time for MLflow or S3 to answer and for the client to start, seconds. */
const fetchStartSeconds = 60;

/** Tries to fetch the model, and the pause of the kubelet before the second. */
const fetchTries = 2;
const fetchPauseSeconds = 10;

/** Period of the startup probe, seconds. */
export const startupPeriodSeconds = 5;

/** Minimum failure threshold of the startup probe: a server has at least half a minute to start. */
const minimumStartupProbes = 6;

/** Factor by which loading may exceed its usual time, for example on a new node with a cold disk. */
const loadTimeFactor = 2;

/** Time for controllers and for Pulumi to notice a change, seconds. */
const slackSeconds = 300;

/** What a served model needs until it answers, and until it has ended. */
export interface ServedModel {
  /** Size of its files. */
  readonly modelGibibytes: number;
  /** Usual time in which a server loads it. */
  readonly loadSeconds: number;
  readonly requestSeconds: number;
  /** Time that the server gives current requests after SIGTERM. */
  readonly shutdownSeconds: number;
}

/** Deadlines of a served model. Each contains those that come before it. */
export interface ServingDeadlines {
  /** One try to fetch the model, seconds. */
  readonly fetchSeconds: number;
  /** Failure threshold of the startup probe. */
  readonly startupFailureThreshold: number;
  /** From the start of the server until it is restarted if it is not ready, seconds. */
  readonly startupSeconds: number;
  /** One pod, from its creation until it is ready, on a new node: `progressDeadlineSeconds` of the Deployment. */
  readonly podSeconds: number;
  /** The replacement of all pods, a quarter at a time: the time that `up` waits for the Deployment. */
  readonly rolloutSeconds: number;
  /** A Job that waits for the replacement of all pods, and may need a node of its own: `activeDeadlineSeconds`. */
  readonly readinessSeconds: number;
  /** The end of all pods: the time that Pulumi waits for a deletion. */
  readonly deletionSeconds: number;
}

/**
 * Returns the deadlines of a served model. It is the only place that derives them, so that no deadline ends before a
 * step that it contains. docs/workloads/serving.md lists the results.
 */
export function servingDeadlines(model: ServedModel): ServingDeadlines {
  const fetchSeconds = fetchDeadlineSeconds(model.modelGibibytes);
  const startupFailureThreshold = Math.max(
    minimumStartupProbes,
    Math.ceil((model.loadSeconds * loadTimeFactor) / startupPeriodSeconds),
  );
  const startupSeconds = startupFailureThreshold * startupPeriodSeconds;
  const podSeconds = nodeSeconds + fetchTries * fetchSeconds + fetchPauseSeconds + startupSeconds;
  const { graceSeconds } = termination(model);
  const rounds = Math.ceil(100 / surgePercent);
  // A new pod may need the accelerator of an old one, which first completes its requests.
  const rolloutSeconds = rounds * (podSeconds + graceSeconds) + slackSeconds;
  return {
    fetchSeconds,
    startupFailureThreshold,
    startupSeconds,
    podSeconds,
    rolloutSeconds,
    readinessSeconds: nodeSeconds + rolloutSeconds,
    deletionSeconds: graceSeconds + slackSeconds,
  };
}

/** Returns the deadline of one try to fetch a model, seconds. */
export function fetchDeadlineSeconds(modelGibibytes: number): number {
  return fetchStartSeconds + Math.ceil((modelGibibytes * 1024) / fetchMebibytesPerSecond);
}

/** Formats a time for Pulumi's `customTimeouts`, in whole minutes. */
export function timeoutMinutes(seconds: number): string {
  return `${Math.ceil(seconds / 60)}m`;
}
