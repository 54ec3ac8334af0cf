import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { releaseType } from "../../core/graph/graph";
import { isPlainObject } from "../../core/schema/issue";
import { type Transform, transformed } from "../transform";

/** A chart's values. Every part may be an output. */
type ChartValues = Record<string, unknown>;

/**
 * A change to a chart's values. Either values that are merged into the platform's as Helm merges them (keys of objects
 * are merged, lists are replaced, `null` deletes a key), or a function that edits a copy of them.
 */
type ValuesTransform = Readonly<ChartValues> | ((values: ChartValues) => undefined | void);

/** Changes to the release of one chart. */
export interface ChartTransform {
  /** A change to the chart's values. @default - the platform's values */
  readonly values?: ValuesTransform;
  /** A change to the Release, such as its timeout. It is applied after `values`. @default - the platform's release */
  readonly release?: Transform<k8s.helm.v3.ReleaseArgs>;
}

/**
 * Returns a transformation that applies each change to the Release of its chart. A change to a chart that is not
 * installed has no effect.
 *
 * @param charts Changes by the chart's name, which is the name of its release.
 */
export function chartTransformation(
  charts: Readonly<Record<string, ChartTransform | undefined>>,
): pulumi.ResourceTransformation {
  return ({ type, name, props, opts }) => {
    const change = type === releaseType && typeof props.name === "string" ? charts[props.name] : undefined;
    if (!change) return undefined;
    const args = { ...props, ...(change.values && { values: transformedValues(props.values, change.values) }) };
    const [, changed, changedOptions] = transformed<pulumi.Inputs>(releaseType, change.release, name, args, opts);
    return { props: changed, opts: changedOptions };
  };
}

/** Values that are an output as a whole are changed once they are known. */
function transformedValues(values: unknown, transform: ValuesTransform): pulumi.Input<ChartValues> {
  return pulumi.Output.isInstance(values)
    ? values.apply((known) => changedValues(known, transform))
    : changedValues(values, transform);
}

function changedValues(values: unknown, transform: ValuesTransform): ChartValues {
  const before = isPlainObject(values) ? values : {};
  if (typeof transform !== "function") return merged(before, transform);
  const copy = merged(before, {});
  transform(copy);
  return copy;
}

/** Merges as Helm does: https://helm.sh/docs/chart_template_guide/values_files/. Outputs are leaves. */
function merged(values: Readonly<ChartValues>, over: Readonly<ChartValues>): ChartValues {
  const result = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, copied(value)]));
  for (const [key, value] of Object.entries(over)) {
    const before = result[key];
    if (value === null) delete result[key];
    else result[key] = isPlainObject(before) && isPlainObject(value) ? merged(before, value) : copied(value);
  }
  return result;
}

function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  return isPlainObject(value) ? merged(value, {}) : value;
}
