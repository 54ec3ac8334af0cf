import path from "node:path";
import { releaseType } from "../graph/graph";
import type { Registration } from "../graph/registration";
import type { JsonObject } from "../json/json";
import { objectOf, textOf } from "../json/reading";

/** A Helm release of the plan, with the arguments that Helm receives. */
export interface PlannedRelease {
  readonly resource: Registration;
  /** The chart's name. The release's name may differ. */
  readonly chart: string;
  /** Version of the chart. @default - any version */
  readonly version: string | undefined;
  readonly name: string;
  readonly namespace: string;
  readonly values: JsonObject;
  /** Whether Helm installs the chart's `crds/` folder. */
  readonly crds: boolean;
  /** Whether Helm runs the chart's hooks. */
  readonly hooks: boolean;
}

/** Returns the Helm releases of a plan, in the plan's order. */
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

/**
 * Returns the name of a release's chart: the last segment of its registry address or folder. Returns undefined for a
 * resource that is not a release.
 */
export function chartName({ type, inputs }: Pick<Registration, "type" | "inputs">): string | undefined {
  return type === releaseType && typeof inputs.chart === "string" ? path.posix.basename(inputs.chart) : undefined;
}
