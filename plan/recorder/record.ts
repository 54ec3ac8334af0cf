import * as pulumi from "@pulumi/pulumi";
import { fillOutputs, type OutputShapes, outputShapes, shapeOf } from "../../core/graph/outputShapes";
import type { Registration } from "../../core/graph/registration";
import { unknownToken } from "../../core/graph/tokens";
import { secret } from "../../core/graph/wire";
import { compareText, type JsonObject } from "../../core/json/json";
import { type Provider, RecordingMonitor } from "./monitor";
import { withoutPromiseStacks } from "./promiseStacks";

export interface RecordOptions {
  readonly project: string;
  readonly stack: string;
  /** Folder of the project. */
  readonly root: string;
  /** Configuration by full key (`mlops:region`), as the stack's file has it. */
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  /** Loads the program: `() => import("../../index")`. Node loads a module once, so that a process records once. */
  readonly program: () => Promise<object>;
  /** @default - the table of all types in use */
  readonly shapes?: OutputShapes;
}

/**
 * Runs the program in this process against a monitor that only records: no engine, no provider, no network, no
 * account. What only the cloud knows is a token (`tokens.ts`).
 *
 * @returns every resource that the program declares, by URN in order.
 * @throws whatever the program throws, a `SettingsError` among others.
 */
export async function recordProgram(options: RecordOptions): Promise<Registration[]> {
  const { project, stack, root, config, secretKeys, program, shapes = outputShapes } = options;
  const monitor = new RecordingMonitor({ project, stack, root, provider: tokenProvider(shapes) });
  await install(monitor, project, stack);
  pulumi.runtime.setAllConfig({ ...config }, [...secretKeys]);
  const run = async () => {
    try {
      await Promise.race([pulumi.runtime.runInPulumiStack(program), monitor.refusal]);
    } finally {
      // What a failed program had begun is let finish, or it would go on in the next recording.
      await Promise.race([pulumi.runtime.disconnect(), monitor.refusal]);
    }
  };
  await failingLoudly(() => withoutPromiseStacks(run));
  return [...monitor.registrations].sort((one, other) => compareText(one.urn, other.urn));
}

/** Answers with the inputs, and a token for each property that the cloud decides. */
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

/** Pulumi's own mock monitor tells the SDK which features there are. Ours takes over what it does with them. */
async function install(monitor: RecordingMonitor, project: string, stack: string): Promise<void> {
  const replaced = () => {
    throw new Error("the recording monitor answers");
  };
  await pulumi.runtime.setMocks({ newResource: replaced, call: replaced }, project, stack, false, "organization");
  const installed = pulumi.runtime.getMonitor();
  if (!installed) throw new Error("Pulumi's SDK has no monitor after setMocks");
  for (const method of ["registerResource", "registerResourceOutputs", "readResource", "invoke"] as const) {
    Object.assign(installed, { [method]: monitor[method].bind(monitor) });
  }
}

/** The SDK leaves some failures of registrations to nobody: here they end the run like any other. */
async function failingLoudly(run: () => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  const note = (reason: unknown) => failures.push(reason);
  process.on("unhandledRejection", note);
  await run().catch((error: unknown) => failures.unshift(error));
  // Rejections are reported after the microtasks of the turn in which they happen, and lead to others.
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
  process.off("unhandledRejection", note);
  if (failures.length === 0) return;
  if (!process.listeners("unhandledRejection").includes(ignored)) process.on("unhandledRejection", ignored);
  throw failures[0];
}

/** After a refusal resources wait for ever: what that breaks later, in whichever recording, is no news. */
function ignored(): void {}
