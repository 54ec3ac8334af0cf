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

/** Which resource. */
export interface ResourceKey {
  readonly type: string;
  readonly id: string;
}

/** Talks to the control side of the simulated cloud. */
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

  /** As somebody does past Pulumi, and past AWS's own refusals. */
  async deleteResource(key: ResourceKey): Promise<void> {
    await this.ask("DELETE", `/resources?${query(key)}`);
  }

  /** Merges into the properties; null takes one away. */
  async patchResource(key: ResourceKey, change: JsonObject): Promise<ShownResource> {
    return resource.parse(await this.ask("PATCH", `/resources?${query(key)}`, change));
  }

  /** What stays in the account after deletions: snapshots, keys that wait. */
  async leftovers(): Promise<z.output<typeof leftover>[]> {
    return z.array(leftover).parse(await this.ask("GET", "/leftovers"));
  }

  /** What was asked since the cloud's process started. */
  async calls(): Promise<z.output<typeof call>[]> {
    return z.array(call).parse(await this.ask("GET", "/calls"));
  }

  async faults(): Promise<z.output<typeof faultState>[]> {
    return z.array(faultState).parse(await this.ask("GET", "/faults"));
  }

  /** Replaces all. */
  async setFaults(faults: readonly FaultInput[]): Promise<void> {
    await this.ask("PUT", "/faults", faults);
  }

  /** Says what a bucket holds: keys of objects, none to empty it. */
  async putObjects(bucket: string, keys: readonly string[]): Promise<void> {
    await this.ask("PUT", `/objects?${query({ bucket })}`, { keys });
  }

  /** Says what an image repository holds. */
  async putImages(repository: string, keys: readonly string[]): Promise<void> {
    await this.ask("PUT", `/objects?${query({ repository })}`, { keys });
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

  /** @throws Error where the cloud refuses, with its words. */
  private async ask(method: string, path: string, body?: object): Promise<unknown> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = text === undefined ? {} : { "content-type": "application/json" };
    const options = { host: "127.0.0.1", port: this.port, method, path, headers, agent: false };
    const { status, text: answer } = await answerOf(http.request(options), text);
    if (status >= 400) throw new Error(`the simulated cloud refuses ${method} ${path}: ${answer}`);
    return answer === "" ? undefined : JSON.parse(answer);
  }
}

function query(parameters: Readonly<Record<string, string>> | ResourceKey): string {
  return new URLSearchParams({ ...parameters }).toString();
}
