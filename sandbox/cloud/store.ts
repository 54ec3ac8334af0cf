import { z } from "zod";
import type { JsonObject } from "../../core/json/json";
import { readIfExists, writeAtomically } from "../home";
import type { Account, CloudResource, CloudView, Leftover, NetworkInterface, ProvidedResource } from "./resourceType";
import { typeTable } from "./types/table";

const contents = z.object({
  version: z.literal(1),
  account: z
    .object({
      accountId: z.string(),
      region: z.string(),
      partition: z.string(),
      defaultTags: z.record(z.string(), z.string()),
    })
    .optional(),
  resources: z.array(
    z.object({
      type: z.string(),
      id: z.string(),
      urn: z.string(),
      seed: z.string(),
      revision: z.int(),
      createdAt: z.string(),
      modifiedAt: z.string(),
      readyAt: z.string(),
      inputs: z.custom<JsonObject>(),
      outputs: z.custom<JsonObject>(),
      contents: z.array(z.string()).optional(),
      versions: z.array(z.object({ key: z.string(), id: z.string(), isMarker: z.boolean() })).optional(),
    }),
  ),
  leftovers: z.array(
    z.object({ kind: z.string(), id: z.string(), note: z.string(), properties: z.custom<JsonObject>().optional() }),
  ),
  interfaces: z.record(z.string(), z.object({ subnetIds: z.array(z.string()), owner: z.string() })),
});

/** A network interface that a controller in the cluster created, by its ID. */
export interface ForeignInterface {
  readonly subnetIds: readonly string[];
  readonly owner: string;
}

export interface StoreOptions {
  /** File that stores the data. @default - only in memory */
  readonly file?: string | undefined;
  /** Names of roles in the settings, which the program does not create. */
  readonly foreignRoles?: readonly string[] | undefined;
}

/**
 * The data of the simulated cloud. Every change is written to the file before the answer, so that a new process
 * continues after any crash.
 */
export class CloudStore implements CloudView {
  private readonly resources = new Map<string, CloudResource>();
  private left: Leftover[] = [];
  private readonly foreign = new Map<string, ForeignInterface>();
  private configured: Account | undefined;

  constructor(private readonly options: StoreOptions = {}) {
    const text = options.file === undefined ? undefined : readIfExists(options.file);
    if (text === undefined) return;
    const kept = contents.parse(JSON.parse(text));
    this.configured = kept.account;
    this.left = kept.leftovers;
    for (const resource of kept.resources) this.resources.set(keyOf(resource.type, resource.id), resource);
    for (const [id, foreign] of Object.entries(kept.interfaces)) this.foreign.set(id, foreign);
  }

  /** @throws Error if the provider is not configured yet. */
  get account(): Account {
    if (!this.configured) throw new Error("the aws provider is not configured: it needs region and allowedAccountIds");
    return this.configured;
  }

  set account(account: Account) {
    this.configured = account;
    this.save();
  }

  get(type: string, id: string): CloudResource | undefined {
    return this.resources.get(keyOf(type, id));
  }

  everything(): CloudResource[] {
    return [...this.resources.values()];
  }

  put(resource: CloudResource): void {
    this.resources.set(keyOf(resource.type, resource.id), resource);
    this.save();
  }

  remove({ type, id }: Pick<CloudResource, "type" | "id">): void {
    this.resources.delete(keyOf(type, id));
    this.save();
  }

  leave(leftover: Leftover): void {
    this.left = [...this.left, leftover];
    this.save();
  }

  find(type: string, by: string, value: string): CloudResource | undefined {
    if (value === "") return undefined;
    for (const resource of this.resources.values()) {
      if (resource.type === type && (by === "id" ? resource.id : resource.outputs[by]) === value) return resource;
    }
    for (const resource of this.resources.values()) {
      const found = providedBy(resource).find(
        (other) => other.type === type && (by === "id" ? other.id : other.outputs[by]) === value,
      );
      if (found) return { ...resource, ...found, urn: "" };
    }
    return undefined;
  }

  all(type: string): CloudResource[] {
    return this.everything().filter((resource) => resource.type === type);
  }

  interfaces(): NetworkInterface[] {
    const own = this.everything().flatMap((resource) => typeTable[resource.type]?.interfaces?.(resource, this) ?? []);
    const foreign = [...this.foreign].map(([id, { subnetIds, owner }]) => ({
      subnetIds,
      securityGroupIds: [],
      owner: `${owner} (${id})`,
    }));
    return [...own, ...foreign];
  }

  foreignInterfaces(): Record<string, ForeignInterface> {
    return Object.fromEntries(this.foreign);
  }

  putInterface(id: string, foreign: ForeignInterface): void {
    this.foreign.set(id, foreign);
    this.save();
  }

  removeInterface(id: string): void {
    this.foreign.delete(id);
    this.save();
  }

  leftovers(): readonly Leftover[] {
    return this.left;
  }

  /**
   * Whether a role is created outside of the program: roles in the settings (the deployer, administrators), and roles
   * whose name does not begin with the platform's name, which is the provider's default tag `platform`.
   */
  isForeignRole(name: string): boolean {
    if (this.options.foreignRoles?.includes(name)) return true;
    const platform = this.configured?.defaultTags.platform;
    return platform !== undefined && !name.startsWith(`${platform}-`);
  }

  private save(): void {
    if (this.options.file === undefined) return;
    const kept: z.input<typeof contents> = {
      version: 1,
      account: this.configured && { ...this.configured, defaultTags: { ...this.configured.defaultTags } },
      resources: this.everything().map(({ contents: held, versions, ...rest }) => ({
        ...rest,
        ...(held && { contents: [...held] }),
        ...(versions && { versions: [...versions] }),
      })),
      leftovers: [...this.left],
      interfaces: Object.fromEntries(
        [...this.foreign].map(([id, { subnetIds, owner }]) => [id, { subnetIds: [...subnetIds], owner }]),
      ),
    };
    writeAtomically(this.options.file, `${JSON.stringify(kept, null, 1)}\n`);
  }
}

function providedBy(resource: CloudResource): readonly ProvidedResource[] {
  return typeTable[resource.type]?.provides?.(resource) ?? [];
}

function keyOf(type: string, id: string): string {
  return `${type} ${id}`;
}
