import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { threadCount, threadVariables } from "../../../components/workloads/threads";

describe("threadCount", () => {
  it.each([
    [4, 1, 4],
    [2.5, 1, 2],
    [0.5, 1, 1],
    [48, 4, 12],
    [3, 4, 1],
  ])("of %d vCPUs for %d processes is %d", (vcpus, processes, threads) => {
    expect(threadCount(vcpus, processes)).toBe(threads);
  });

  it("uses no more than the CPUs of the container, and one thread for each process at least", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 192, noNaN: true }),
        fc.integer({ min: 1, max: 16 }),
        (vcpus, processes) => {
          const threads = threadCount(vcpus, processes);
          expect(threads * processes).toBeLessThanOrEqual(Math.max(vcpus, processes));
          expect(threads).toBeGreaterThanOrEqual(1);
        },
      ),
    );
  });
});

describe("threadVariables", () => {
  it("limit the libraries that would start a thread for each core of the node", () => {
    expect(threadVariables(3, { environment: {}, secrets: {} })).toEqual({
      OMP_NUM_THREADS: "3",
      RAYON_NUM_THREADS: "3",
      TF_NUM_INTEROP_THREADS: "3",
      TF_NUM_INTRAOP_THREADS: "3",
    });
  });

  it("leave out what the team sets itself", () => {
    const environment = { OMP_NUM_THREADS: "8" };
    const secrets = { TF_NUM_INTEROP_THREADS: { secret: "a", key: "b" } };
    expect(Object.keys(threadVariables(3, { environment, secrets }))).toEqual([
      "RAYON_NUM_THREADS",
      "TF_NUM_INTRAOP_THREADS",
    ]);
  });
});
