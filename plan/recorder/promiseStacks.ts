import { createRequire } from "node:module";

/** Internal to the SDK: test/plan/recorder/promiseStacks.test.ts fails if it changes. */
const internalModule = "@pulumi/pulumi/runtime/debuggable";

type Wrap = (promise: Promise<unknown>, context: unknown) => Promise<unknown>;

/**
 * Runs a function without the stack traces that Pulumi's SDK records for each promise, several for each resource. They
 * take a sixth of a plan's time, and nothing reads them. Errors and source positions keep their stack traces. With the
 * variable `PULUMI_DEBUG_PROMISE_LEAKS`, the SDK prints the stacks of promises, so they are recorded.
 */
export async function withoutPromiseStacks<Result>(run: () => Promise<Result>): Promise<Result> {
  if (process.env.PULUMI_DEBUG_PROMISE_LEAKS) return run();
  const sdk = debuggable();
  const wrap = sdk.debuggablePromise;
  sdk.debuggablePromise = (promise, context) => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      return wrap(promise, context);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  };
  try {
    return await run();
  } finally {
    sdk.debuggablePromise = wrap;
  }
}

/** The module object through which the SDK calls the function. */
function debuggable(): { debuggablePromise: Wrap } {
  const loaded: unknown = createRequire(__filename)(internalModule);
  if (!isDebuggable(loaded)) throw new Error(`${internalModule} no longer has debuggablePromise`);
  return loaded;
}

function isDebuggable(value: unknown): value is { debuggablePromise: Wrap } {
  return (
    typeof value === "object" &&
    value !== null &&
    "debuggablePromise" in value &&
    typeof value.debuggablePromise === "function"
  );
}
