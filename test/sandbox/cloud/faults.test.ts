import { Metadata } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type CloudUnderTest, configuration, startCloud, urn } from "./harness";

/** Error of a gRPC client. */
const grpcError = z.looseObject({ metadata: z.instanceof(Metadata) });

const queue = "aws:sqs/queue:Queue";

describe("a fault", () => {
  let cloud: CloudUnderTest;
  beforeEach(async () => {
    cloud = await startCloud({ configuration });
  });
  afterEach(() => cloud.stop());

  async function outcomes() {
    return (await cloud.control.calls()).map(({ operation, outcome }) => `${operation} ${outcome}`);
  }

  it("fails the nth matching operation, once", async () => {
    const effect = { kind: "fail" as const, code: "AccessDenied", message: "no" };
    await cloud.control.setFaults([{ id: "second", operation: "create", type: queue, nth: 2, effect }]);
    await cloud.engine.make(queue, "one", { name: "one" });
    await expect(cloud.engine.make(queue, "two", { name: "two" })).rejects.toThrow("api error AccessDenied: no");
    await cloud.engine.make(queue, "two", { name: "two" });
    expect((await cloud.control.faults()).map(({ id, fired, seen }) => ({ id, fired, seen }))).toEqual([
      { id: "second", fired: 1, seen: 3 },
    ]);
    expect(await outcomes()).toEqual(["create ok", "create api error AccessDenied: no", "create ok"]);
  });

  it("matches a part of the URN", async () => {
    const effect = { kind: "fail" as const, code: "X", message: "x" };
    await cloud.control.setFaults([{ id: "a", operation: "create", urn: "::two", effect }]);
    await cloud.engine.make(queue, "one", { name: "one" });
    await expect(cloud.engine.make(queue, "two", { name: "two" })).rejects.toThrow("api error X: x");
  });

  it("throttles, and the provider retries until it succeeds", async () => {
    await cloud.control.setFaults([{ id: "t", operation: "create", effect: { kind: "throttle", times: 3 } }]);
    await cloud.engine.make(queue, "one", { name: "one" });
    expect(await outcomes()).toEqual(["create ok after 3 throttled"]);
  });

  it("hangs after the resource is created, without a response", async () => {
    await cloud.control.setFaults([{ id: "h", operation: "create", effect: { kind: "hang" } }]);
    const inputs = await cloud.engine.check(queue, "one", { name: "one" });
    const answer = cloud.engine.create(queue, "one", inputs).then(
      () => "answered",
      () => "ended",
    );
    await expect.poll(() => outcomes()).toEqual(["create hung"]);
    expect((await cloud.control.resources()).map((one) => one.urn)).toEqual([urn(queue, "one")]);
    await cloud.stop();
    expect(await answer).toBe("ended");
    cloud = await startCloud({ configuration });
  });

  it("leaves a resource half created, with its id and properties in the error", async () => {
    const effect = { kind: "partial" as const, message: "stuck in CREATING" };
    await cloud.control.setFaults([{ id: "p", operation: "create", effect }]);
    const error = await cloud.engine.make(queue, "one", { name: "one" }).catch((thrown: unknown) => thrown);
    const [trailer] = grpcError.parse(error).metadata.get("grpc-status-details-bin");
    const [packed] = Status.deserializeBinary(Buffer.from(trailer ?? "")).getDetailsList();
    const failed = ErrorResourceInitFailed.deserializeBinary(packed?.getValue_asU8() ?? new Uint8Array());
    expect(failed.getReasonsList()).toEqual(["stuck in CREATING"]);
    expect(failed.getId()).toBe("https://sqs.us-west-2.amazonaws.com/111122223333/one");
    expect(failed.getProperties()?.toJavaScript()).toMatchObject({ arn: "arn:aws:sqs:us-west-2:111122223333:one" });
  });

  it("ends the process after the operation", async () => {
    await cloud.control.setFaults([{ id: "c", operation: "create", effect: { kind: "crash" } }]);
    const inputs = await cloud.engine.check(queue, "one", { name: "one" });
    cloud.engine.create(queue, "one", inputs).catch(() => {});
    await expect.poll(() => cloud.crashes()).toBe(1);
    expect(await cloud.control.resources()).toHaveLength(1);
  });

  it("is rejected for operations that it does not apply to", async () => {
    const fault = { id: "x", operation: "create" as const, nth: 0, effect: { kind: "hang" as const } };
    await expect(cloud.control.setFaults([fault])).rejects.toThrow("nth");
  });
});
