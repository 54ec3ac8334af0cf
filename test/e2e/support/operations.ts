import { z } from "zod";
import { ended } from "../../../sandbox/processes/processExit";
import type { Sandbox } from "../../../sandbox/sandbox";

const step = z.object({
  op: z.string(),
  urn: z.string(),
  type: z.string(),
  detailedDiff: z.record(z.string(), z.unknown()).nullish(),
});

const engineEvent = z.looseObject({
  resourcePreEvent: z.object({ metadata: step }).optional(),
  resOutputsEvent: z.object({ metadata: step }).optional(),
  diagnosticEvent: z.object({ message: z.string(), severity: z.string(), urn: z.string().optional() }).optional(),
  summaryEvent: z.object({ resourceChanges: z.record(z.string(), z.number()).nullish() }).optional(),
});

/** An operation of Pulumi on a resource, planned or done. */
export interface Operation {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  /** Inputs that differ. */
  readonly diffs: readonly string[];
}

/** Result of a Pulumi command. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** All operations except "same", in the order of their starts. */
  readonly operations: readonly Operation[];
  /** Number of resources by operation, from Pulumi's summary. */
  readonly changes: Readonly<Record<string, number>>;
  /** Errors that Pulumi reported. */
  readonly errors: readonly string[];
  readonly seconds: number;
  /** The slowest successful operation, with its seconds. */
  readonly slowest: string;
  /** Output of the command. */
  readonly output: string;
}

export interface RunOptions {
  readonly args?: readonly string[];
  /**
   * When the state is written: at each operation, as Pulumi does by default and a command that is killed needs, or once
   * at the end, which takes half the time.
   *
   * @default "end"
   */
  readonly checkpoints?: "each" | "end";
  /** Called at the start of each operation. It can kill the command. */
  readonly watch?: (operation: Operation, kill: () => void) => void;
  /** Called after each successful operation. */
  readonly finished?: (operation: Pick<Operation, "op" | "urn" | "type">) => void;
}

/** Runs a Pulumi command on a sandbox, and parses the engine's events. */
export async function run(
  sandbox: Sandbox,
  command: "up" | "preview" | "refresh" | "destroy",
  { args = [], checkpoints = "end", watch = () => {}, finished = () => {} }: RunOptions = {},
): Promise<Outcome> {
  const started = Date.now();
  const unattended = command === "preview" ? [] : ["--yes", "--skip-preview"];
  const child = sandbox.pulumi(
    [command, "--stack", sandbox.options.stack, "--non-interactive", "--json", ...unattended, ...args],
    "pipe",
    {
      // Without this, a preview prints one document at its end.
      PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true",
      PULUMI_SKIP_CHECKPOINTS: String(checkpoints === "end"),
    },
  );
  const operations: Operation[] = [];
  const errors: string[] = [];
  const starts = new Map<string, number>();
  const durations = new Map<string, number>();
  let changes: Record<string, number> = {};
  let output = "";
  let rest = "";
  const line = (text: string) => {
    if (!text.startsWith("{")) return;
    const event = engineEvent.parse(JSON.parse(text));
    const { resourcePreEvent, resOutputsEvent, diagnosticEvent, summaryEvent } = event;
    if (resOutputsEvent) {
      const { urn } = resOutputsEvent.metadata;
      durations.set(urn, (Date.now() - (starts.get(urn) ?? Date.now())) / 1000);
      finished(resOutputsEvent.metadata);
    }
    if (resourcePreEvent) starts.set(resourcePreEvent.metadata.urn, Date.now());
    if (resourcePreEvent && resourcePreEvent.metadata.op !== "same") {
      const { op, urn, type, detailedDiff } = resourcePreEvent.metadata;
      const operation = { op, urn, type, diffs: Object.keys(detailedDiff ?? {}) };
      operations.push(operation);
      watch(operation, () => child.kill("SIGKILL"));
    }
    if (diagnosticEvent?.severity === "error") errors.push(diagnosticEvent.message.trim());
    if (summaryEvent) changes = summaryEvent.resourceChanges ?? {};
  };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const each of lines) line(each);
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const { code, signal } = await ended(child);
  const seconds = (Date.now() - started) / 1000;
  return { code, signal, operations, changes, errors, seconds, slowest: slowestOf(durations), output };
}

function slowestOf(durations: ReadonlyMap<string, number>): string {
  const slow = [...durations].sort(([, one], [, other]) => other - one).slice(0, 12);
  return slow.map(([urn, seconds]) => `${urn.split("::").at(-1)} ${seconds.toFixed(1)}`).join(", ");
}
