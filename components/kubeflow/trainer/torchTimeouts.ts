/**
 * Time from SIGTERM to SIGKILL of training pods, in seconds, for a last checkpoint. EC2 announces a spot interruption
 * two minutes before it.
 */
export const terminationGraceSeconds = 110;

/** Time for torchrun to end after its workers, seconds. */
const launcherSeconds = 10;

/** Variables of torchrun's timeouts. */
type TorchTimeouts = { TORCH_ELASTIC_SHUTDOWN_TIMEOUT: string; PET_RDZV_CONF?: string };

/**
 * Returns the variables of torchrun's timeouts.
 *
 * - `TORCH_ELASTIC_SHUTDOWN_TIMEOUT`: time between SIGTERM and SIGKILL of the workers. The default is 30 s and does not
 *   depend on the grace period of the pod.
 * - `PET_RDZV_CONF`: time that a node waits for the others, which is the deadline of the job. The default is 900 s.
 *
 * @param deadlineSeconds Deadline of a job on several nodes. Without it, the second variable is not set.
 */
export function torchTimeouts(deadlineSeconds?: number): Readonly<TorchTimeouts> {
  return {
    TORCH_ELASTIC_SHUTDOWN_TIMEOUT: String(terminationGraceSeconds - launcherSeconds),
    ...(deadlineSeconds !== undefined && { PET_RDZV_CONF: `timeout=${deadlineSeconds}` }),
  };
}
