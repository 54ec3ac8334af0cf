import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Contents, Sandbox } from "../../sandbox/sandbox";
import { run } from "./support/operations";
import { stackState } from "./support/recovery";
import { newSandbox, report, start } from "./support/sandbox";

/** AWS rejects and throttles requests, and fails during a creation. The next `up` completes the stack. */
let sandbox: Sandbox;
let contents: Contents;

beforeAll(async () => {
  sandbox = newSandbox();
  contents = await start(sandbox);
});

afterAll(() => sandbox.erase());

describe("a stack whose up fails", () => {
  it("reports which resource failed and why, and keeps the created ones", async () => {
    await sandbox.cloud.setFaults([
      {
        id: "quota",
        operation: "create",
        type: "aws:ec2/natGateway:NatGateway",
        effect: {
          kind: "fail",
          code: "NatGatewayLimitExceeded",
          message: "The maximum number of NAT gateways has been reached.",
        },
      },
    ]);
    const { code, errors } = await run(sandbox, "up");
    expect(code).not.toBe(0);
    expect(errors.join("\n")).toContain("NatGatewayLimitExceeded");
    const { resources, pending_operations } = await stackState(sandbox);
    expect(pending_operations).toEqual([]);
    expect(resources.some(({ type }) => type === "aws:ec2/vpc:Vpc")).toBe(true);
    expect(resources.some(({ type }) => type === "aws:ec2/natGateway:NatGateway")).toBe(false);
    report("up that fails", { resources: resources.length });
  });

  it("is completed by the next up, despite throttling and a half-created resource", async () => {
    await sandbox.cloud.setFaults([
      // A resource that the first run did not create and the node group depends on, so that the fault occurs in any
      // order.
      {
        id: "throttled",
        operation: "create",
        type: "aws:ec2/natGateway:NatGateway",
        effect: { kind: "throttle", times: 3 },
      },
      {
        id: "half-made",
        operation: "create",
        type: "aws:eks/nodeGroup:NodeGroup",
        effect: { kind: "partial", message: "NodeCreationFailure: Instances failed to join the kubernetes cluster" },
      },
    ]);
    const first = await run(sandbox, "up");
    expect(first.code).not.toBe(0);
    expect(first.errors.join("\n")).toContain("NodeCreationFailure");
    const fired = Object.fromEntries((await sandbox.cloud.faults()).map((fault) => [fault.id, fault.fired]));
    expect(fired).toEqual({ throttled: 1, "half-made": 1 });
    await sandbox.cloud.setFaults([]);
    const { code, errors, seconds } = await run(sandbox, "up");
    expect(errors).toEqual([]);
    expect(code).toBe(0);
    const { resources } = await stackState(sandbox);
    expect(resources.map(({ urn }) => urn).sort()).toEqual(contents.resources.map(({ urn }) => urn).sort());
    report("up after failures", { resources: resources.length, seconds, faults: 3 });
  });

  it("has no further changes", async () => {
    expect((await run(sandbox, "up")).operations).toEqual([]);
  });
});
