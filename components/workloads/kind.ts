import type { z } from "zod";
import type { CrossFieldCheck } from "../../core/schema/crossField";
import type { Workspace } from "../tenancy/workspace";

/** What the arguments of every workload have. */
export interface CommonArguments {
  readonly workspace: Workspace;
  readonly name?: string | undefined;
}

/** A strict schema: what is unknown to it is refused. */
export type ArgumentsSchema = z.ZodType<CommonArguments, object>;

/** What arguments are checked against, beside each other. */
interface WorkloadPlace {
  /** Name of the workload's objects. */
  readonly objectName: string;
}

/** What everything that is about all kinds of workloads reads: documentation, tests. */
export interface WorkloadKindFacts {
  /** Its class: the last part of its components' type, and the label `mlops.platform/workload` of its objects. */
  readonly name: string;
  /** What it is, in a sentence. */
  readonly description: string;
  /** Its page in `docs/workloads`, and the heading there. */
  readonly page: string;
  /** One strict schema: the type, the check and the documentation of its arguments. */
  readonly schema: ArgumentsSchema;
}

/** A kind of workload. */
export interface WorkloadKind<Schema extends ArgumentsSchema> extends WorkloadKindFacts {
  readonly schema: Schema;
  /** Characters that the name of its objects may have: less than a label's 63 where controllers add to it. */
  longestName(workspace: Workspace): number;
  /** What is right alone and wrong together, or on this platform. */
  readonly checks: readonly ArgumentCheck<z.output<Schema>>[];
}

export type ArgumentCheck<Arguments> = CrossFieldCheck<Arguments, WorkloadPlace>;
