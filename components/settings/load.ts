import * as pulumi from "@pulumi/pulumi";
import { parseSettings } from "./parse";
import type { Settings } from "./schema";
import type { SettingsPlace } from "./settingsCheck";

/**
 * Returns the settings of the current stack, in a plan, a preview or an update.
 *
 * @throws SettingsError with all problems of the settings.
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

/** A stack's configuration. The settings are its keys in the project's namespace. */
export interface StackConfiguration extends SettingsPlace {
  readonly project: string;
  /** Values by full key: `mlops:region`. */
  readonly config: Readonly<Record<string, string>>;
  /** Full keys of secret values. */
  readonly secretKeys: readonly string[];
}

/** Returns the settings of the given configuration. */
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

/** The SDK decrypts secrets before it passes them to the program. Only this variable lists which values were secret. */
function decryptedKeys(): string[] {
  const keys: unknown = JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS ?? "[]");
  return Array.isArray(keys) ? keys.map(String) : [];
}
