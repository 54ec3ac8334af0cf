import type { Difference } from "../../core/changes/differences";
import type { Replaces } from "../../core/changes/replaces";
import type { Monthly } from "../cost/cost";
import type { PlanDocument, PlannedResource } from "../document";

/** What a resource's replacement or deletion meets: a refusal, or AWS keeping what the program forgets. */
export type Guard = "none" | "protected" | "retained";

/** What happens to a resource between two plans. */
export interface Change {
  /** The URN that it has, or had where it is deleted. */
  readonly urn: string;
  readonly kind: "create" | "update" | "delete";
  readonly replaces: Replaces;
  readonly guard: Guard;
  /**
   * Inputs that differ (`scalingConfig.maxSize`), options (`options.protect`), `urn` where the resource was renamed.
   * Empty unless `kind` is `update`.
   */
  readonly paths: readonly string[];
  /** Difference a month in the plan's currency. */
  readonly costDelta: Monthly;
}

/** A plan beside an earlier one. */
export interface ChangedDocument extends PlanDocument {
  readonly changes: readonly Change[];
}

/** What a comparison reads of a resource. */
export interface ComparedResource
  extends Pick<PlannedResource, "urn" | "type" | "name" | "component" | "custom" | "parent" | "provider" | "inputs"> {
  /** Set where a chart makes it. */
  readonly renderedFrom?: string | undefined;
  readonly options: Omit<PlannedResource["options"], "customTimeouts"> & { readonly customTimeouts: object };
}

/** What a comparison reads of a plan: an earlier one may have had other settings. */
export interface ComparedPlan extends Pick<PlanDocument, "version" | "stack"> {
  readonly resources: readonly ComparedResource[];
  readonly cost: {
    readonly monthly: Monthly;
    readonly items: readonly { readonly urn: string; readonly monthly: Monthly }[];
  };
}

/** A change with what a report shows of it. */
export interface ComparedChange extends Change {
  /** As it will be; as it was where it is deleted. */
  readonly resource: ComparedResource;
  readonly differences: readonly Difference[];
  /** Whether it holds what cannot be made again. */
  readonly holdsData: boolean;
}

/** Two plans side by side. */
export interface Comparison {
  readonly before: ComparedPlan;
  readonly changes: readonly ComparedChange[];
}
