import * as pulumi from "@pulumi/pulumi";
import { receivingWarnings } from "../../core/errors/warnings";
import { fillOutputs, type OutputShapes, outputShapes, shapeOf } from "../../core/graph/outputShapes";
import type { Registration } from "../../core/graph/registration";
import { unknownToken } from "../../core/graph/tokens";
import { secret } from "../../core/graph/wire";
import { compareText, type JsonObject } from "../../core/json/json";
import { duplicatesError } from "./duplicates";
import { type Provider, RecordingMonitor } from "./monitor";
import { withoutPromiseStacks } from "./promiseStacks";

export interface RecordOptions {
  readonly project: string;
  readonly stack: string;
  /** Folder of the project. */
  readonly root: string;
  /** Configuration by full key (`mlops:region`), as in the stack's file. */
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  /** Loads the program. Node runs an imported module only once; `loadProgram` can load it again. */
  readonly program: () => Promise<object>;
  /** Receives each warning of the program. @default - warnings are dropped */
  readonly warn?: (message: string) => void;
  /** @default - the table of all types in use */
  readonly shapes?: OutputShapes;
}

/**
 * Runs the program in this process against a monitor that only records: no engine, no provider, no network and no
 * account. Values that only the cloud knows are tokens (`core/graph/tokens.ts`).
 *
 * @returns every resource that the program declares, sorted by URN.
 * @throws the program's errors, such as `SettingsError`.
 */
export async function recordProgram(options: RecordOptions): Promise<Registration[]> {
  const { project, stack, root, config, secretKeys, program, warn = () => {}, shapes = outputShapes } = options;
  const monitor = new RecordingMonitor({ project, stack, root, provider: tokenProvider(shapes) });
  await install(monitor, project, stack);
  pulumi.runtime.setAllConfig({ ...config }, [...secretKeys]);
  const run = async () => {
    try {
      await receivingWarnings(warn, () =>
        Promise.race([pulumi.runtime.runInPulumiStack(program).then(() => {}), monitor.refusal]),
      );
    } finally {
      // Pending registrations of a failed program have to finish, or they would continue in the next recording.
      await Promise.race([pulumi.runtime.disconnect(), monitor.refusal]);
    }
  };
  const failure = await failureOf(() => withoutPromiseStacks(run));
  if (monitor.duplicates.length > 0) throw duplicatesError(monitor.duplicates, failure);
  if (failure !== undefined) throw failure;
  return [...monitor.registrations].sort((one, other) => compareText(one.urn, other.urn));
}

/** Answers with the inputs, and with a token for each property that the cloud decides. */
function tokenProvider(shapes: OutputShapes): Provider {
  return ({ urn, type }, inputs, secretOutputs) => {
    const shape = shapeOf(type, shapes);
    if (!shape) {
      throw new Error(
        `core/graph/outputShapes.generated.json has no entry for ${type}: run "npm run generate" and commit its change`,
      );
    }
    const state: JsonObject = fillOutputs(shape, inputs, (property) => unknownToken(urn, property));
    for (const property of secretOutputs) {
      state[property] = secret(state[property] ?? unknownToken(urn, property));
    }
    return { id: unknownToken(urn, "id"), state };
  };
}

/** Pulumi's mock monitor reports the supported features to the SDK. Ours handles all other calls. */
async function install(monitor: RecordingMonitor, project: string, stack: string): Promise<void> {
  const replaced = () => {
    throw new Error("the recording monitor must answer this call");
  };
  await pulumi.runtime.setMocks({ newResource: replaced, call: replaced }, project, stack, false, "organization");
  const installed = pulumi.runtime.getMonitor();
  if (!installed) throw new Error("Pulumi's SDK has no monitor after setMocks");
  for (const method of ["registerResource", "registerResourceOutputs", "readResource", "invoke"] as const) {
    Object.assign(installed, { [method]: monitor[method].bind(monitor) });
  }
}

/** Returns the first failure of the run, including failures of registrations that the SDK leaves unhandled. */
async function failureOf(run: () => Promise<void>): Promise<unknown> {
  const failures: unknown[] = [];
  const note = (reason: unknown) => failures.push(reason);
  process.on("unhandledRejection", note);
  await run().catch((error: unknown) => failures.unshift(error));
  // Node reports a rejection after the microtasks of its turn, and one rejection causes others.
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
  process.off("unhandledRejection", note);
  if (failures.length === 0) return undefined;
  if (!process.listeners("unhandledRejection").includes(ignored)) process.on("unhandledRejection", ignored);
  return failures[0];
}

/** After an error, resources wait forever. Later rejections, in any recording, follow from it and are ignored. */
function ignored(): void {}
