import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { termination } from "../../../../components/workloads/serving/requestTime";

describe("termination", () => {
  it("leaves every request its time, and the gateway ten seconds to learn of the end of the pod", () => {
    const seconds = fc.integer({ min: 1, max: 3600 });
    fc.assert(
      fc.property(seconds, fc.integer({ min: 0, max: 3600 }), (requestSeconds, shutdownSeconds) => {
        const { preStopSeconds, graceSeconds } = termination({ requestSeconds, shutdownSeconds });
        // The last request arrives ten seconds after the beginning of the end.
        expect(graceSeconds).toBeGreaterThanOrEqual(10 + requestSeconds);
        expect(graceSeconds).toBe(preStopSeconds + shutdownSeconds);
        expect(preStopSeconds).toBeGreaterThanOrEqual(10);
      }),
    );
  });

  it("sends SIGTERM after ten seconds if the server itself waits long enough", () => {
    expect(termination({ requestSeconds: 60, shutdownSeconds: 90 })).toEqual({ preStopSeconds: 10, graceSeconds: 100 });
    expect(termination({ requestSeconds: 60, shutdownSeconds: 30 })).toEqual({ preStopSeconds: 40, graceSeconds: 70 });
  });
});
