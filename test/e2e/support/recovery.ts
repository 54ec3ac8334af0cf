import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { isDeepStrictEqual, promisify } from "node:util";
import { z } from "zod";
import { releaseType } from "../../../core/graph/graph";
import { isJsonObject, type JsonObject } from "../../../core/json/json";
import { readControllersSettings } from "../../../sandbox/controllers/settings";
import type { Sandbox } from "../../../sandbox/sandbox";
import { pulumiText } from "./pulumi";

const resource = z.object({
  urn: z.string(),
  type: z.string(),
  id: z.string().optional(),
  parent: z.string().optional(),
  provider: z.string().optional(),
  inputs: z.custom<JsonObject>().optional(),
});

const exported = z.object({
  deployment: z.object({
    resources: z.array(resource).default([]),
    pending_operations: z.array(z.object({ resource, type: z.string() })).default([]),
  }),
});

export type StackState = z.output<typeof exported>["deployment"];

/** Returns Pulumi's state of the stack. */
export async function stackState(sandbox: Sandbox): Promise<StackState> {
  return exported.parse(JSON.parse(await pulumiText(sandbox, ["stack", "export"]))).deployment;
}

/** Result of a recovery for each pending creation. */
export interface Recovery {
  readonly imported: readonly string[];
  readonly cleared: readonly string[];
}

/**
 * Recovers a stack as described in docs/operations/recovery.md: releases the lock, finds resources that were created
 * but not recorded, removes pending creations from the state, and imports the found resources.
 */
export async function recover(sandbox: Sandbox): Promise<Recovery> {
  await pulumiText(sandbox, ["cancel", "--yes"]);
  const state = await stackState(sandbox);
  const pending = state.pending_operations
    .filter(({ type }) => type === "creating")
    .map((operation) => operation.resource);
  const found: Found[] = [];
  for (const one of pending) {
    if (one.type === releaseType) await uninstall(sandbox, one);
    const id = one.type.startsWith("kubernetes:")
      ? await findInKubernetes(sandbox, one)
      : await findInAws(sandbox, one, state);
    if (id !== undefined) found.push({ ...one, id });
  }
  await pulumiText(sandbox, ["refresh", "--yes", "--skip-preview", "--clear-pending-creates"]);
  if (found.length > 0) {
    const file = sandbox.home.file("import.json");
    writeFileSync(file, JSON.stringify(importFile(found)));
    const unattended = ["--yes", "--skip-preview", "--protect=false", "--generate-code=false"];
    await pulumiText(sandbox, ["import", "--file", file, ...unattended]);
  }
  const imported = found.map(({ urn }) => urn);
  return { imported, cleared: pending.map(({ urn }) => urn).filter((urn) => !imported.includes(urn)) };
}

type Pending = z.output<typeof resource>;
type Found = Pending & { readonly id: string };

/** Returns the input of `pulumi import --file`. A separate table names parents and providers. */
function importFile(found: readonly Found[]) {
  const providerUrn = (provider = "") => provider.slice(0, provider.lastIndexOf("::"));
  const urns = found.flatMap(({ parent = "", provider }) => [parent, providerUrn(provider)]).filter(Boolean);
  const names = new Map([...new Set(urns)].map((urn, index) => [urn, `known${index}`]));
  return {
    nameTable: Object.fromEntries([...names].map(([urn, name]) => [name, urn])),
    resources: found.map(({ urn, type, id, parent = "", provider }) => ({
      type,
      name: urn.split("::").at(-1),
      id,
      parent: names.get(parent),
      provider: names.get(providerUrn(provider)),
    })),
  };
}

/**
 * Returns the object that a pending creation has created, if any. Charts are excluded, because they are uninstalled.
 */
async function findInKubernetes(sandbox: Sandbox, { type, inputs }: Pending): Promise<string | undefined> {
  const { name, namespace } = isJsonObject(inputs?.metadata) ? inputs.metadata : {};
  const { apiVersion, kind } = inputs ?? {};
  if (type === releaseType || typeof name !== "string" || typeof apiVersion !== "string" || typeof kind !== "string") {
    return undefined;
  }
  const space = typeof namespace === "string" ? namespace : undefined;
  const client = sandbox.kubernetes();
  const found = await client.read({ apiVersion, kind, name, namespace: space });
  client.close();
  return found && (space === undefined ? name : `${space}/${name}`);
}

/** Uninstalls a release that Helm has begun. Its record would prevent another installation of the chart. */
async function uninstall(sandbox: Sandbox, { inputs }: Pending): Promise<void> {
  const { helm } = readControllersSettings(sandbox.home).tools;
  if (helm === undefined) throw new Error("the sandbox has no helm");
  const args = [
    "uninstall",
    String(inputs?.name),
    "--namespace",
    String(inputs?.namespace),
    "--ignore-not-found",
    "--wait",
  ];
  await promisify(execFile)(helm, args, { env: { ...process.env, ...sandbox.environment } });
}

/**
 * Returns the resource that a pending creation has created, if any. It is found by type and the tags `platform` and
 * `Name`, or by its inputs if it has no tags. Resources in the state are excluded.
 */
async function findInAws(
  sandbox: Sandbox,
  { urn, type, inputs }: Pending,
  state: StackState,
): Promise<string | undefined> {
  const known = new Set(state.resources.map(({ type: one, id }) => `${one} ${id}`));
  const name = urn.split("::").at(-1);
  const candidates = (await sandbox.cloud.resources()).filter(
    (one) => one.type === type && !known.has(`${type} ${one.id}`),
  );
  const matching = candidates.filter(({ tags, inputs: made }) =>
    tags.platform === undefined
      ? isDeepStrictEqual(withoutDefaults(made), withoutDefaults(inputs ?? {}))
      : tags.Name === name && tags.platform === sandbox.settings.name,
  );
  if (matching.length > 1) throw new Error(`${matching.length} resources in AWS match ${urn}`);
  return matching[0]?.id;
}

function withoutDefaults(inputs: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => !key.startsWith("__")));
}
