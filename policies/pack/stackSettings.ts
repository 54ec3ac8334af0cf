import path from "node:path";
import { settingsOf } from "../../components/settings/load";
import type { Waiver } from "../../components/settings/sections/guardrails";
import { readStackFile } from "../../core/stacks/stackFile";
import { ruleNames } from "../catalogue";
import { contextOf, type RuleContext } from "../context";

/** What the pack knows of a stack. */
export interface StackSettings {
  readonly context: RuleContext;
  readonly waivers: readonly Waiver[];
}

const root = path.resolve(__dirname, "../..");
const known = new Map<string, StackSettings>();

/**
 * The settings of a stack, out of `Pulumi.<stack>.yaml` beside the pack. A stack of another program is judged as `prod`:
 * the pack's configuration can say otherwise.
 *
 * @param folder Where the stacks' files are. @default - the project's folder
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
    // What is wrong with the settings, the program itself says. Here nothing of them is taken for granted.
    return { context: strictest, waivers: [] };
  }
}

/**
 * Nothing is allowed that settings would have to allow. Of `prod`, whatever the stack is called: another program's `dev` is
 * none of this one's.
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
