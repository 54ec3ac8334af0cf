import { SettingsError } from "../../components/settings/issues";
import { parseSettings } from "../../components/settings/parse";
import type { Settings } from "../../components/settings/schema";

/** The settings that every stack must set. */
const required: Readonly<Record<string, unknown>> = {
  accountId: "111122223333",
  region: "us-west-2",
  zones: ["us-west-2a", "us-west-2b", "us-west-2c"],
  deployerRoleArn: "arn:aws:iam::111122223333:role/deployer",
  cluster: { publicAccessCidrs: ["203.0.113.0/24"] },
};

/**
 * Parses the required settings with changes to whole sections, as Pulumi passes them: values other than texts as JSON.
 */
export function parsed(changes: Readonly<Record<string, unknown>>, stack = "dev"): Settings {
  const values = Object.entries({ ...required, ...changes }).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return parseSettings({ ruleNames: [], stack, values: Object.fromEntries(values), secretKeys: [] });
}

/** Returns the problems of settings, as `path: message | fix`. Arguments as for `parsed`. */
export function settingsProblems(...args: Parameters<typeof parsed>): string[] {
  try {
    parsed(...args);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.issues.map(({ path, message, fix }) => `${path.join(".")}: ${message} | ${fix}`);
  }
  return [];
}
