import { createRequire } from "node:module";

/** Not part of the SDK's public interface: test/plan/recorder/promiseStacks.test.ts fails where it changes. */
const internalModule = "@pulumi/pulumi/runtime/debuggable";

type Wrap = (promise: Promise<unknown>, context: unknown) => Promise<unknown>;

/**
 * Runs something without the stack trace that Pulumi's SDK writes on each of its promises, several for a resource: a sixth
 * of a plan's time, and never read. Errors and the source positions of resources keep theirs. `PULUMI_DEBUG_PROMISE_LEAKS`
 * asks the SDK to print these stacks, and leaves them on.
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

/** The object through which all of the SDK calls the function. */
function debuggable(): { debuggablePromise: Wrap } {
  const loaded: unknown = createRequire(__filename)(internalModule);
  if (!isDebuggable(loaded)) throw new Error(`${internalModule} has no debuggablePromise any more`);
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
