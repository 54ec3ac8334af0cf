import path from "node:path";
import { settingsOf } from "../../components/settings/load";
import type { Waiver } from "../../components/settings/sections/guardrails";
import { readStackFile } from "../../core/stacks/stackFile";
import { ruleNames } from "../catalogue";
import { contextOf, type RuleContext } from "../context";

/** The settings of a stack that the pack uses. */
export interface StackSettings {
  readonly context: RuleContext;
  readonly waivers: readonly Waiver[];
}

const root = path.resolve(__dirname, "../..");
const known = new Map<string, StackSettings>();

/**
 * Reads the settings of a stack from `Pulumi.<stack>.yaml` beside the pack. A stack of another program is judged as
 * `prod`, unless the configuration of the pack overrides it.
 *
 * @param folder Folder of the stack files. @default - the project's folder
 */
export function settingsOfStack(urn: string, folder = root): StackSettings {
  const { stack, project } = namesIn(urn);
  const key = `${folder}/${project}/${stack}`;
  const found = known.get(key) ?? read(folder, stack, project);
  known.set(key, found);
  return found;
}

function read(folder: string, stack: string, project: string): StackSettings {
  try {
    const settings = settingsOf({ project, stack, ruleNames: ruleNames(), ...readStackFile(folder, stack) });
    return { context: contextOf(settings), waivers: settings.guardrails.waivers };
  } catch {
    // The program itself reports invalid settings.
    return { context: strictest, waivers: [] };
  }
}

/**
 * Context of a stack without valid settings: it allows no registry. The environment is `prod`, because a stack named
 * `dev` of another program is not this platform's dev.
 */
const strictest: RuleContext = {
  environment: "prod",
  registries: [],
  immutableRegistries: [],
  unresolvedImages: [],
  chartImages: [],
  teams: [],
  acceleratorPools: [],
  instanceTypes: ["*"],
  requiredTags: [],
  gpusPerPod: 8,
  monthlyBudgetUsd: undefined,
  expectedMonthlyUsd: undefined,
};

/** `urn:pulumi:<stack>::<project>::…`. */
function namesIn(urn: string): { stack: string; project: string } {
  const [, stack = "", project = ""] = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(urn) ?? [];
  return { stack, project };
}
