import type { z } from "zod";
import type { CrossFieldCheck } from "../../core/schema/crossField";
import type { Workspace } from "../tenancy/workspace";

/** Arguments of every kind of workload. */
export interface CommonArguments {
  readonly workspace: Workspace;
  readonly name?: string | undefined;
}

/** A strict schema, which rejects unknown keys. */
export type ArgumentsSchema = z.ZodType<CommonArguments, object>;

/** Context of the checks of arguments. */
interface WorkloadPlace {
  /** Name of the workload's objects in the cluster. */
  readonly objectName: string;
}

/** Facts of a kind of workload, for documentation and tests. */
export interface WorkloadKindFacts {
  /**
   * Name of its class: the last part of the component's type, and the label `mlops.platform/workload` of its objects.
   */
  readonly name: string;
  /** One sentence that describes it. */
  readonly description: string;
  /** Page in `docs/workloads` and heading, such as `training-job.md#arguments`. */
  readonly page: string;
  /** Schema of its arguments, which gives their type, their check and their documentation. */
  readonly schema: ArgumentsSchema;
}

/** A kind of workload. */
export interface WorkloadKind<Schema extends ArgumentsSchema> extends WorkloadKindFacts {
  readonly schema: Schema;
  /**
   * Maximum length of the name of its objects. It is below the 63 characters of a label if controllers append to it.
   */
  longestName(workspace: Workspace): number;
  /** Rules across arguments, and between arguments and the platform. */
  readonly checks: readonly ArgumentCheck<z.output<Schema>>[];
  /**
   * Rules like `checks`, for arguments that work but have a consequence that the author may not expect. Plan and
   * preview show the issues as warnings.
   *
   * @default - none
   */
  readonly warnings?: readonly ArgumentCheck<z.output<Schema>>[];
}

export type ArgumentCheck<Arguments> = CrossFieldCheck<Arguments, WorkloadPlace>;
