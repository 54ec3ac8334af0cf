import * as pulumi from "@pulumi/pulumi";
import { parseSettings } from "./parse";
import type { Settings } from "./schema";

/**
 * The settings of the stack that is being planned, previewed or updated.
 *
 * @throws SettingsError with every problem at once.
 */
export function loadSettings(): Settings {
  const namespace = `${pulumi.getProject()}:`;
  const own = <Value>(entries: [string, Value][]): [string, Value][] =>
    entries.filter(([key]) => key.startsWith(namespace)).map(([key, value]) => [key.slice(namespace.length), value]);
  return parseSettings({
    stack: pulumi.getStack(),
    values: Object.fromEntries(own(Object.entries(pulumi.runtime.allConfig()))),
    secretKeys: own(secretKeys().map((key) => [key, true])).map(([key]) => key),
  });
}

/** The SDK decrypts secrets before the program sees them, and tells which they were in this variable alone. */
function secretKeys(): string[] {
  const keys: unknown = JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]");
  return Array.isArray(keys) ? keys.map(String) : [];
}
