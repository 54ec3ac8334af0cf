import { reasonOf } from "../../core/errors/usageError";
import type { JsonObject } from "../../core/json/json";
import { type AwsOptions, type CloudResult, type ReadResult, SimulatedAws } from "./aws";
import { type Call, CallLog } from "./callLog";
import { CloudError, InitializationError } from "./cloudError";
import { type FaultEffect, Faults } from "./faults";
import { createRandom, previewRandom } from "./random";

export interface OperationsOptions extends AwsOptions {
  /** Terminates the process, for the fault `crash`. */
  readonly crash: () => void;
}

/** Type and URN of a resource. */
export interface Subject {
  readonly type: string;
  readonly urn: string;
}

/** All operations of the engine on the cloud. They are logged, and faults apply to them. */
export class Operations {
  readonly aws: SimulatedAws;
  readonly calls = new CallLog();
  readonly faults = new Faults();

  constructor(private readonly options: OperationsOptions) {
    this.aws = new SimulatedAws(options);
  }

  create({ type, urn }: Subject, inputs: JsonObject): Promise<CloudResult> {
    return this.operate({ operation: "create", type, urn, id: "" }, async () =>
      isRandom(type) ? createRandom(type, inputs) : this.aws.create(type, urn, inputs),
    );
  }

  previewCreate({ type }: Subject, inputs: JsonObject): CloudResult {
    return isRandom(type) ? previewRandom(type, inputs) : this.aws.previewCreate(type, inputs);
  }

  update({ type, urn }: Subject, id: string, olds: JsonObject, news: JsonObject): Promise<CloudResult> {
    return this.operate({ operation: "update", type, urn, id }, async () =>
      isRandom(type) ? { id, outputs: { ...olds, ...news } } : this.aws.update(type, id, news),
    );
  }

  previewUpdate({ type }: Subject, id: string, olds: JsonObject, news: JsonObject): CloudResult {
    return isRandom(type) ? { id, outputs: { ...olds, ...news } } : this.aws.previewUpdate(type, id, olds, news);
  }

  /** @returns undefined if the resource does not exist. */
  async read(
    { type, urn }: Subject,
    id: string,
    state: JsonObject,
    inputs: JsonObject,
  ): Promise<ReadResult | undefined> {
    let found: ReadResult | undefined;
    await this.operate({ operation: "read", type, urn, id }, async () => {
      found = isRandom(type) ? readRandom(type, id, state, inputs) : this.aws.read(type, id, urn, state, inputs);
      return { id, outputs: found?.outputs ?? {} };
    });
    return found;
  }

  async delete({ type, urn }: Subject, id: string): Promise<void> {
    await this.operate({ operation: "delete", type, urn, id }, async () => {
      if (!isRandom(type)) await this.aws.delete(type, id);
      return { id, outputs: {} };
    });
  }

  private async operate(
    call: Pick<Call, "operation" | "type" | "urn" | "id">,
    run: () => Promise<CloudResult>,
  ): Promise<CloudResult> {
    const sequence = this.calls.begin(call);
    const effect = this.faults.next(call.operation, call.type, call.urn);
    try {
      await this.before(effect);
      const made = await run();
      this.calls.end(sequence, outcomeOf(effect), made.id);
      return await this.after(effect, made);
    } catch (error) {
      this.calls.end(sequence, reasonOf(error));
      throw error;
    }
  }

  private async before(effect: FaultEffect | undefined): Promise<void> {
    if (effect?.kind === "fail") throw new CloudError(effect.code, effect.message);
    if (effect?.kind !== "throttle") return;
    // The provider retries with growing pauses.
    for (let retry = 0; retry < effect.times; retry++) await this.options.latency.wait(2 ** retry);
  }

  private async after(effect: FaultEffect | undefined, made: CloudResult): Promise<CloudResult> {
    switch (effect?.kind) {
      case "partial":
        throw new InitializationError(made.id, made.outputs, effect.message);
      case "crash":
        this.options.crash();
        return new Promise(() => {});
      case "hang":
        return new Promise(() => {});
      default:
        return made;
    }
  }
}

function outcomeOf(effect: FaultEffect | undefined): string {
  if (effect?.kind === "hang") return "hung";
  return effect?.kind === "throttle" ? `ok after ${effect.times} throttled` : "ok";
}

export function isRandom(type: string): boolean {
  return type.startsWith("random:");
}

/** Returns a random resource from Pulumi's state, which has the only copy of its value. */
function readRandom(type: string, id: string, state: JsonObject, inputs: JsonObject): ReadResult {
  if (Object.keys(state).length === 0) {
    throw new Error(`the sandbox cannot import ${type} "${id}": its value is only in Pulumi's state`);
  }
  return { id, outputs: state, inputs };
}
