import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fetchDeadlineSeconds, type ServedModel, servingDeadlines } from "../../../components/workloads/deadlines";

const seconds = (min: number) => fc.integer({ min, max: 3600 });
const models: fc.Arbitrary<ServedModel> = fc.record({
  modelGibibytes: fc.double({ min: 0.001, max: 2000, noNaN: true }),
  loadSeconds: fc.double({ min: 0, max: 3600, noNaN: true }),
  requestSeconds: seconds(1),
  shutdownSeconds: seconds(0),
});

describe("servingDeadlines", () => {
  it("ends no deadline before a step that it contains, for any model", () => {
    fc.assert(
      fc.property(models, (model) => {
        const found = servingDeadlines(model);
        const nodeSeconds = 1200;
        // A model of this size at 50 MiB a second, and its digest at as much.
        expect(found.fetchSeconds).toBeGreaterThan((2 * model.modelGibibytes * 1024) / 50);
        expect(found.startupSeconds).toBeGreaterThanOrEqual(Math.max(30, 2 * model.loadSeconds));
        expect(found.podSeconds).toBeGreaterThan(nodeSeconds + 2 * found.fetchSeconds + found.startupSeconds);
        expect(found.readinessSeconds).toBe(nodeSeconds + found.rolloutSeconds);
        // Four times a quarter of the pods, each after an old pod has completed its requests.
        expect(found.rolloutSeconds).toBeGreaterThan(4 * (found.podSeconds + model.requestSeconds));
        expect(found.deletionSeconds).toBeGreaterThan(model.requestSeconds + 10);
        expect(found.deletionSeconds).toBeGreaterThan(model.shutdownSeconds + 10);
      }),
    );
  });

  it("grows with every argument and has whole numbers, as Kubernetes requires", () => {
    fc.assert(
      fc.property(models, models, (one, other) => {
        const larger: ServedModel = {
          modelGibibytes: Math.max(one.modelGibibytes, other.modelGibibytes),
          loadSeconds: Math.max(one.loadSeconds, other.loadSeconds),
          requestSeconds: Math.max(one.requestSeconds, other.requestSeconds),
          shutdownSeconds: Math.max(one.shutdownSeconds, other.shutdownSeconds),
        };
        const most = new Map(Object.entries(servingDeadlines(larger)));
        for (const [deadline, value] of Object.entries(servingDeadlines(one))) {
          expect(Number.isInteger(value), deadline).toBe(true);
          expect(most.get(deadline), deadline).toBeGreaterThanOrEqual(value);
        }
      }),
    );
  });

  it("waits no more than a look of the probe longer than twice the usual time to load", () => {
    fc.assert(
      fc.property(models, (model) => {
        expect(servingDeadlines(model).startupSeconds).toBeLessThan(Math.max(30, 2 * model.loadSeconds) + 5);
      }),
    );
  });

  it("has these values for a model that takes an hour to load", () => {
    const model = { modelGibibytes: 5, loadSeconds: 3600, requestSeconds: 60, shutdownSeconds: 30 };
    expect(servingDeadlines(model)).toEqual({
      fetchSeconds: 265,
      startupFailureThreshold: 1440,
      startupSeconds: 7200,
      podSeconds: 8940,
      readinessSeconds: 37540,
      rolloutSeconds: 36340,
      deletionSeconds: 370,
    });
  });
});

describe("fetchDeadlineSeconds", () => {
  it.each([
    [0.5, 81],
    [5, 265],
    [140, 5795],
  ])("of a model of %d GiB is %d", (modelGibibytes, expected) => {
    expect(fetchDeadlineSeconds(modelGibibytes)).toBe(expected);
  });
});
