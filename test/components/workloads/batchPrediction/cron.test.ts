import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { longestGapSeconds, parseCron } from "../../../../components/workloads/batchPrediction/cron";

const hour = 3600;
const day = 24 * hour;

function gap(text: string): number | undefined {
  const schedule = parseCron(text);
  return schedule && longestGapSeconds(schedule);
}

describe("a schedule", () => {
  it.each([
    ["* * * * *", 60],
    ["*/15 * * * *", 15 * 60],
    ["7/20 * * * *", 20 * 60],
    ["0 * * * *", hour],
    ["0 9-17 * * *", 16 * hour],
    ["0 3 * * *", day],
    ["30 1,13 * * *", 12 * hour],
    ["0 3 * * MON-FRI", 3 * day],
    ["0 3 * * 0", 7 * day],
    ["0 3 1 * *", 31 * day],
    ["0 3 1 jan *", 366 * day],
    ["0 3 29 2 *", 4 * 365 * day + day],
    // Where both fields of days are given, one is enough.
    ["0 3 1 * mon", 7 * day],
    ["0 3 */2 * *", 2 * day],
  ])("%s is due at the latest every %d seconds", (text, seconds) => {
    expect(gap(text)).toBe(seconds);
  });

  it.each([
    "",
    "@daily",
    "0 3 * *",
    "0 3 * * * *",
    "60 3 * * *",
    "0 24 * * *",
    "0 3 0 * *",
    "0 3 32 * *",
    "0 3 * 13 *",
    "0 3 * * 7",
    "0 3 * foo *",
    "5-1 3 * * *",
    "*/0 3 * * *",
    "1-2-3 3 * * *",
    "1, 3 * * *",
    "-1 3 * * *",
    "0 3 30 2 *",
    "TZ=UTC 0 3 * * *",
  ])("is not %j", (text) => {
    expect(parseCron(text)).toBeUndefined();
  });

  it("with one time a day has a gap of one day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 23 }), (minutes, hours) => {
        expect(gap(`${minutes} ${hours} * * *`)).toBe(day);
      }),
    );
  });
});
