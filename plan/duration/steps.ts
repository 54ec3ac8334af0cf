import type { Registration } from "../../core/graph/registration";

/**
 * Operations that the estimates assume at the same time. Pulumi's default is four for each CPU of the machine that runs
 * `pulumi up` (`defaultParallel` in pkg/cmd/pulumi/operations/up.go of Pulumi 3.259.0): 16 on a runner with four CPUs.
 */
export const defaultParallel = 16;

/** One operation of a chain. */
export interface Step {
  readonly urn: string;
  readonly seconds: number;
  /** Seconds between the end of its dependencies and its start, because all workers are busy. */
  readonly waits: number;
}

/** The time that `pulumi up` needs at typical times. */
export interface Duration {
  /** Whole minutes, rounded up. */
  readonly minutes: number;
  /** Number of operations at the same time that the estimate assumes. */
  readonly parallel: number;
  /** The operation that ends last, before it the dependency that ended last, and so on. In the order of creation. */
  readonly chain: readonly Step[];
}

/** One operation of a chain. A replacement is a creation, and a deletion at the end. */
export interface ChangeStep extends Step {
  readonly operation: "create" | "update" | "replace" | "delete";
}

/** The time that `pulumi up` needs for a change at typical times. */
export interface ChangeDuration {
  /** Whole minutes, rounded up, if nothing is replaced that only may be. */
  readonly minutes: number;
  /** Whole minutes, rounded up, if everything is replaced that may be. */
  readonly maximum: number;
  /** Number of operations at the same time that the estimate assumes. */
  readonly parallel: number;
  /** The longest chain for `minutes`: creations, updates and replacements in their order, then deletions in theirs. */
  readonly chain: readonly ChangeStep[];
}

/** The dependencies of a resource. */
interface Dependent extends Pick<Registration, "dependsOn" | "propertyDependencies"> {
  readonly provider?: string | null | undefined;
}

/** The fields of a resource that a schedule reads. */
export interface Node extends Dependent, Pick<Registration, "urn" | "custom"> {}

/** Returns the URNs on which a resource depends, each once. */
export function dependenciesOf({ dependsOn, propertyDependencies, provider }: Dependent): ReadonlySet<string> {
  return new Set([...dependsOn, ...Object.values(propertyDependencies).flat(), ...(provider ? [provider] : [])]);
}

/** Returns the duration of a chain in whole minutes, rounded up. */
export function minutesOf(chain: readonly Step[]): number {
  return Math.ceil(chain.reduce((sum, { seconds, waits }) => sum + seconds + waits, 0) / 60);
}
