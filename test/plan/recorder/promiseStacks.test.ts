import * as aws from "@pulumi/aws";
import { afterEach, describe, expect, it, vi } from "vitest";
import { recordProgram } from "../../../plan/recorder/record";
import { root } from "../../support/plan";
import { only } from "../../support/record";

/** Stacks on the SDK's promises, as a program that declares a resource finds them, and what else has a stack. */
async function stacksOf() {
  const found = new Set<object>();
  const add = Set.prototype.add;
  let error = new Error("none yet");
  const program = async () => {
    // The SDK adds each promise to a set of those that have not ended.
    const spy = vi.spyOn(Set.prototype, "add").mockImplementation(function (this: Set<unknown>, value: unknown) {
      if (value instanceof Promise) add.call(found, value);
      return add.call(this, value);
    });
    new aws.ec2.Vpc("vpc", {});
    spy.mockRestore();
    error = new Error("out of flour");
    return {};
  };
  const resources = await recordProgram({ project: "mlops", stack: "test", root, config: {}, secretKeys: [], program });
  const stacks = [...found].map((promise) => String(Reflect.get(promise, "_debugStackTrace")));
  return { stacks, error, vpc: only(resources, "aws:ec2/vpc:Vpc") };
}

describe("Pulumi's SDK", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("writes no stack on its promises while a program is recorded, and errors and resources keep theirs", async () => {
    const { stacks, error, vpc } = await stacksOf();
    expect(stacks.length).toBeGreaterThan(0);
    for (const stack of stacks) expect(stack).toMatch(/^Error:? *$/);
    expect(error.stack).toMatch(/^Error: out of flour\n +at .*promiseStacks\.test\.ts:\d+/);
    expect(vpc.source).toMatch(/^test\/plan\/recorder\/promiseStacks\.test\.ts:\d+$/);
  });

  it("writes them if PULUMI_DEBUG_PROMISE_LEAKS is set", async () => {
    vi.stubEnv("PULUMI_DEBUG_PROMISE_LEAKS", "true");
    const { stacks } = await stacksOf();
    expect(stacks.length).toBeGreaterThan(0);
    for (const stack of stacks) expect(stack).toMatch(/^Error:? *\n +at .*debuggablePromise/);
  });
});
