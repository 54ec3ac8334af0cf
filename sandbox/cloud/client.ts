import http from "node:http";
import { z } from "zod";
import type { JsonObject } from "../../core/json/json";
import { answerOf } from "../httpAnswer";
import { type FaultInput, faultSchema } from "./faults";

const resource = z.object({
  type: z.string(),
  id: z.string(),
  urn: z.string(),
  inputs: z.custom<JsonObject>(),
  outputs: z.custom<JsonObject>(),
  tags: z.record(z.string(), z.string()),
});
/** A resource of the simulated cloud. Secrets are `[secret]`. */
export type ShownResource = z.output<typeof resource>;

const call = z.object({
  sequence: z.int(),
  operation: z.enum(["create", "update", "delete", "read"]),
  type: z.string(),
  urn: z.string(),
  id: z.string(),
  at: z.string(),
  outcome: z.string(),
});

const faultState = faultSchema.extend({ seen: z.int(), fired: z.int() });
const leftover = z.object({ kind: z.string(), id: z.string(), note: z.string() });
const foreignInterface = z.object({ subnetIds: z.array(z.string()), owner: z.string() });

/** Identifies a resource. */
export interface ResourceKey {
  readonly type: string;
  readonly id: string;
}

/** Client of the control API of the simulated cloud. */
export class CloudClient {
  constructor(private readonly port: number) {}

  /** Whether the cloud answers. */
  async isReady(): Promise<boolean> {
    try {
      await this.ask("GET", "/health");
      return true;
    } catch (error) {
      if (error instanceof Error && "code" in error && (error.code === "ECONNREFUSED" || error.code === "ECONNRESET")) {
        return false;
      }
      throw error;
    }
  }

  async resources(): Promise<ShownResource[]> {
    return z.array(resource).parse(await this.ask("GET", "/resources"));
  }

  /** Deletes a resource without Pulumi and without the checks of AWS. */
  async deleteResource(key: ResourceKey): Promise<void> {
    await this.ask("DELETE", `/resources?${query(key)}`);
  }

  /** Merges the change into the properties. A value of null removes a property. */
  async patchResource(key: ResourceKey, change: JsonObject): Promise<ShownResource> {
    return resource.parse(await this.ask("PATCH", `/resources?${query(key)}`, change));
  }

  /** Returns what deletions leave in the account: snapshots, and keys that wait for their deletion. */
  async leftovers(): Promise<z.output<typeof leftover>[]> {
    return z.array(leftover).parse(await this.ask("GET", "/leftovers"));
  }

  /** Returns the operations since the start of the cloud's process. */
  async calls(): Promise<z.output<typeof call>[]> {
    return z.array(call).parse(await this.ask("GET", "/calls"));
  }

  async faults(): Promise<z.output<typeof faultState>[]> {
    return z.array(faultState).parse(await this.ask("GET", "/faults"));
  }

  /** Replaces all faults. */
  async setFaults(faults: readonly FaultInput[]): Promise<void> {
    await this.ask("PUT", "/faults", faults);
  }

  /** Sets the keys of the objects in a bucket. An empty list empties it. */
  async putObjects(bucket: string, keys: readonly string[]): Promise<void> {
    await this.ask("PUT", `/objects?${query({ bucket })}`, { keys });
  }

  /** Sets the image tags of a repository. */
  async putImages(repository: string, keys: readonly string[]): Promise<void> {
    await this.ask("PUT", `/objects?${query({ repository })}`, { keys });
  }

  /**
   * Runs a command of the AWS CLI, as a person does without Pulumi. @returns the CLI's output.
   *
   * @param command Service and command: `rds modify-db-instance`.
   * @throws Error with AWS's error if AWS rejects it.
   */
  async command(command: string, parameters: Readonly<Record<string, string | boolean>>): Promise<JsonObject> {
    return z.custom<JsonObject>().parse(await this.ask("POST", "/commands", { command, parameters }));
  }

  async interfaces(): Promise<Record<string, z.output<typeof foreignInterface>>> {
    return z.record(z.string(), foreignInterface).parse(await this.ask("GET", "/interfaces"));
  }

  async putInterface(id: string, given: z.output<typeof foreignInterface>): Promise<void> {
    await this.ask("PUT", `/interfaces/${encodeURIComponent(id)}`, given);
  }

  async removeInterface(id: string): Promise<void> {
    await this.ask("DELETE", `/interfaces/${encodeURIComponent(id)}`);
  }

  /** @throws Error with the cloud's message if it rejects the request. */
  private async ask(method: string, path: string, body?: object): Promise<unknown> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = text === undefined ? {} : { "content-type": "application/json" };
    const options = { host: "127.0.0.1", port: this.port, method, path, headers, agent: false };
    const { status, text: answer } = await answerOf(http.request(options), text);
    if (status >= 400) throw new Error(`the simulated cloud rejects ${method} ${path}: ${answer}`);
    return answer === "" ? undefined : JSON.parse(answer);
  }
}

function query(parameters: Readonly<Record<string, string>> | ResourceKey): string {
  return new URLSearchParams({ ...parameters }).toString();
}
