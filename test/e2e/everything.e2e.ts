import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isGuarded } from "../../core/graph/graph";
import type { Contents, Sandbox } from "../../sandbox/sandbox";
import { run } from "./support/operations";
import { changeSetting, newSandbox, report, start } from "./support/sandbox";

/** A protected stack with all optional parts, including those that `dev` does not have. */
let sandbox: Sandbox;
let contents: Contents;

beforeAll(async () => {
  sandbox = newSandbox("everything");
  // Their GPUs would come from a capacity reservation, which Karpenter's kwok provider does not support.
  changeSetting(sandbox, ["mlops:exampleWorkloads"], false);
  contents = await start(sandbox);
});

afterAll(() => sandbox.erase());

describe("the stack with everything", () => {
  it("comes up completely, with a node for each pod", async () => {
    const { code, changes, errors, seconds } = await run(sandbox, "up");
    expect(errors).toEqual([]);
    expect(code).toBe(0);
    expect(changes).toEqual({ create: contents.resources.length });
    const kubernetes = sandbox.kubernetes();
    const waiting = async () =>
      (await kubernetes.list("v1", "Pod"))
        .filter(({ status }) => status?.phase !== "Running" && status?.phase !== "Succeeded")
        .map(({ metadata }) => metadata.name);
    await expect.poll(waiting, { timeout: 120_000, interval: 1000 }).toEqual([]);
    const pods = await kubernetes.list("v1", "Pod");
    kubernetes.close();
    expect(pods.length).toBeGreaterThan(30);
    report("up of everything", { resources: contents.resources.length, pods: pods.length, seconds });
  });

  it("is not changed by a second up", async () => {
    expect((await run(sandbox, "up")).operations).toEqual([]);
  });

  it("rejects its destruction, and loses no resource with data", async () => {
    const { code, errors } = await run(sandbox, "destroy");
    expect(code).not.toBe(0);
    expect(errors.join("\n")).toMatch(/protected/);
    const guarded = contents.resources.filter((resource) => resource.custom && isGuarded(resource));
    const left = new Set((await sandbox.cloud.resources()).map(({ urn }) => urn));
    expect(guarded.length).toBeGreaterThan(0);
    expect(guarded.filter(({ urn, type }) => type.startsWith("aws:") && !left.has(urn)).map(({ urn }) => urn)).toEqual(
      [],
    );
  });
});
