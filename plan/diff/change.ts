import type { Difference } from "../../core/changes/differences";
import type { Replaces } from "../../core/changes/replaces";
import type { Monthly } from "../cost/cost";
import type { PlanDocument, PlannedResource } from "../document";
import type { ChangeDuration } from "../duration/steps";

/**
 * What happens when a resource is replaced or deleted. `protected`: Pulumi refuses. `retained`: Pulumi removes the
 * resource from its state, and AWS keeps it. `none`: it is deleted.
 */
export type Guard = "none" | "protected" | "retained";

/** Kinds of effects, most severe first. */
export const effectKinds = [
  "data-lost",
  "nodes-replaced",
  "jobs-ended",
  "downtime",
  "irreversible",
  "address-changed",
] as const;
export type EffectKind = (typeof effectKinds)[number];

/** An effect of a change on the running system, in addition to the change itself. */
export interface Effect {
  readonly kind: EffectKind;
  /** A phrase with the verb first: `replaces up to 2 nodes (p5.48xlarge)`. */
  readonly text: string;
}

/** The difference between two plans in one resource. */
export interface Change {
  /** URN of the resource. For a deletion, its URN in the earlier plan. */
  readonly urn: string;
  readonly kind: "create" | "update" | "delete";
  readonly replaces: Replaces;
  readonly guard: Guard;
  /** Why AWS or the Kubernetes API would refuse the update, with what to do instead. @default null */
  readonly refused: string | null;
  /** By kind, most severe first. */
  readonly effects: readonly Effect[];
  /**
   * Inputs that differ (`scalingConfig.maxSize`), options (`options.protect`), `urn` if the resource was renamed.
   * Empty unless `kind` is `update`.
   */
  readonly paths: readonly string[];
  /** Difference a month in the plan's currency. */
  readonly costDelta: Monthly;
}

/** A plan with its changes since an earlier plan. */
export interface ChangedDocument extends PlanDocument {
  readonly changes: readonly Change[];
  /** Estimated duration of `pulumi up` for the changes, and the chain of operations that determines it. */
  readonly changeDuration: ChangeDuration;
}

/** The fields of a resource that a comparison reads. */
export interface ComparedResource
  extends Pick<
    PlannedResource,
    | "urn"
    | "type"
    | "name"
    | "component"
    | "custom"
    | "parent"
    | "provider"
    | "dependsOn"
    | "propertyDependencies"
    | "inputs"
  > {
  /** Set if a chart creates the resource. */
  readonly renderedFrom?: string | undefined;
  readonly options: Omit<PlannedResource["options"], "customTimeouts"> & { readonly customTimeouts: object };
}

/** The fields of a plan that a comparison reads: an earlier plan may have had other settings. */
export interface ComparedPlan extends Pick<PlanDocument, "version" | "stack" | "commit"> {
  readonly resources: readonly ComparedResource[];
  readonly cost: {
    readonly monthly: Monthly;
    readonly items: readonly { readonly urn: string; readonly monthly: Monthly }[];
  };
}

/** A change with the details that a report shows. */
export interface ComparedChange extends Change {
  /** The resource in the later plan. For a deletion, the resource in the earlier plan. */
  readonly resource: ComparedResource;
  readonly differences: readonly Difference[];
  /** Whether the resource holds data that no `pulumi up` restores. */
  readonly holdsData: boolean;
}

/** The changes from an earlier plan to a later one. */
export interface Comparison {
  readonly before: ComparedPlan;
  readonly changes: readonly ComparedChange[];
  readonly duration: ChangeDuration;
}
