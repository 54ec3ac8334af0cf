import { expect, it } from "vitest";
import { parsePromql } from "./promql";

it("returns the metrics of an expression", () => {
  const text =
    'sum by (a) (rate(first_total{b="c"}[$__rate_interval])) / on (a) group_left () second unless third == 1';
  expect(parsePromql(text)).toEqual({ errors: [], metrics: ["first_total", "second", "third"] });
});

it.each(["sum by (a (b)", "up{job=}", "", "a > > 1", "a and"])("finds the mistake in %j", (text) => {
  expect(parsePromql(text).errors).not.toEqual([]);
});
