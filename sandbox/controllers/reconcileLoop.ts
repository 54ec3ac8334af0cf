import { setTimeout as sleep } from "node:timers/promises";
import { reasonOf } from "../../core/errors/usageError";
import { isStatus } from "../kubernetes/client";
import type { Controller, ControllerContext } from "./controller";
import { isAlive } from "./workloadReadiness";

export interface LoopOptions {
  /** Ends the loop. */
  readonly signal: AbortSignal;
  /** Pause between rounds, ms. @default 1000 */
  readonly intervalMs?: number;
}

/** Number of failures in a row after which pauses no longer grow, at about half a minute. */
const longestPause = 5;

/** Number of rounds in a row that may fail for a temporary reason before it is reported. */
const tolerated = 5;

/** Runs controllers concurrently in rounds until the signal. Failures are reported and retried. */
export async function runControllers(
  controllers: readonly Controller[],
  context: ControllerContext,
  options: LoopOptions,
): Promise<void> {
  await untilApiAnswers(context, options);
  await Promise.all(controllers.map((controller) => run(controller, context, options)));
}

async function run(controller: Controller, context: ControllerContext, options: LoopOptions): Promise<void> {
  const { signal, intervalMs = 1000 } = options;
  const report = (message: string) => context.report(`${controller.name}: ${message}`);
  let failures = 0;
  while (!signal.aborted) {
    try {
      if (!controller.owner || (await isAlive(controller.owner, context))) {
        await controller.reconcile({ ...context, report });
      }
      failures = 0;
    } catch (error) {
      failures += 1;
      if (!isTransient(error) || failures > tolerated) report(shortMessage(error));
    }
    await pause(intervalMs * 2 ** Math.min(failures, longestPause), signal);
  }
}

/**
 * Whether an error is transient: the object was changed or deleted between reading and writing, or the API does not
 * serve its kind yet. The next round reads the current state.
 */
function isTransient(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isTransient);
  return [404, 409, 429].some((status) => isStatus(error, status));
}

/** Returns an error as one line for the log. The text of some errors is very long. */
function shortMessage(error: unknown): string {
  const reason = reasonOf(error).replace(/\s+/g, " ");
  return reason.length > 500 ? `${reason.slice(0, 500)} …` : reason;
}

async function untilApiAnswers(context: ControllerContext, { signal, intervalMs = 1000 }: LoopOptions): Promise<void> {
  let reported: string | undefined;
  while (!signal.aborted) {
    try {
      await context.api.list("v1", "Namespace");
      return;
    } catch (error) {
      const reason = reasonOf(error);
      if (reason !== reported) context.report(`waiting for the Kubernetes API: ${reason}`);
      reported = reason;
    }
    await pause(intervalMs, signal);
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
