import * as pulumi from "@pulumi/pulumi";
import { parseSettings } from "./parse";
import type { Settings } from "./schema";
import type { SettingsPlace } from "./settingsCheck";

/**
 * The settings of the stack that is being planned, previewed or updated.
 *
 * @throws SettingsError with every problem at once.
 */
export function loadSettings({ ruleNames }: Pick<StackConfiguration, "ruleNames">): Settings {
  return settingsOf({
    ruleNames,
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    config: pulumi.runtime.allConfig(),
    secretKeys: decryptedKeys(),
  });
}

/** A stack's whole configuration, in which the settings are the project's part. */
export interface StackConfiguration extends SettingsPlace {
  readonly project: string;
  /** Values by full key: `mlops:region`. */
  readonly config: Readonly<Record<string, string>>;
  /** Full keys of what is secret. */
  readonly secretKeys: readonly string[];
}

/** `loadSettings` on a given configuration. */
export function settingsOf({ project, stack, ruleNames, config, secretKeys }: StackConfiguration): Settings {
  const namespace = `${project}:`;
  const own = (key: string): string[] => (key.startsWith(namespace) ? [key.slice(namespace.length)] : []);
  return parseSettings({
    stack,
    ruleNames,
    values: Object.fromEntries(Object.entries(config).flatMap(([key, value]) => own(key).map((name) => [name, value]))),
    secretKeys: secretKeys.flatMap(own),
  });
}

/** The SDK decrypts secrets before the program sees them, and tells which they were in this variable alone. */
function decryptedKeys(): string[] {
  const keys: unknown = JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS ?? "[]");
  return Array.isArray(keys) ? keys.map(String) : [];
}
