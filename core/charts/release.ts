import path from "node:path";
import { releaseType } from "../graph/graph";
import type { Registration } from "../graph/registration";
import type { JsonObject } from "../json/json";
import { objectOf, textOf } from "../json/reading";

/** A Release of the plan, as Helm is asked for it. */
export interface PlannedRelease {
  readonly resource: Registration;
  /** The chart's own name: releases may be called otherwise. */
  readonly chart: string;
  /** @default - any */
  readonly version: string | undefined;
  readonly name: string;
  readonly namespace: string;
  readonly values: JsonObject;
  /** Whether what the chart has in `crds/` is installed. */
  readonly crds: boolean;
  /** Whether hooks run. */
  readonly hooks: boolean;
}

/** The Releases of a plan, in its order. */
export function releasesOf(resources: readonly Registration[]): PlannedRelease[] {
  return resources.flatMap((resource) => {
    const chart = chartName(resource);
    const { name, namespace, version, values, skipCrds, disableWebhooks } = resource.inputs;
    if (chart === undefined) return [];
    return [
      {
        resource,
        chart,
        version: textOf(version),
        name: textOf(name) ?? resource.name,
        namespace: textOf(namespace) ?? "default",
        values: objectOf(values),
        crds: skipCrds !== true,
        hooks: disableWebhooks !== true,
      },
    ];
  });
}

/** The name of a Release's chart: the last part of where it comes from, be that a registry or a folder. */
export function chartName({ type, inputs }: Pick<Registration, "type" | "inputs">): string | undefined {
  return type === releaseType && typeof inputs.chart === "string" ? path.posix.basename(inputs.chart) : undefined;
}
