import { settingsOf } from "../../components/settings/load";
import type { Change, ComparedPlan } from "../../plan/against/change";
import type { PlanDocument, PlannedResource } from "../../plan/document";
import { planDocument } from "../../plan/document";
import { urnOf } from "../../plan/registration";
import { readStackFile } from "../../plan/stackFile";
import { planStack, root } from "./plan";

/** A stack's plan as a document. */
export async function documentOf(stack: string): Promise<PlanDocument> {
  const settings = settingsOf({ project: "mlops", stack, ...readStackFile(root, stack) });
  return planDocument(stack, settings, await planStack(stack));
}

export const noChange: Change["costDelta"] = { minimum: 0, expected: 0, maximum: 0 };

export type PlannedOptions = Partial<PlannedResource["options"]>;

/** A resource of a plan, of a provider's. */
export function planned(
  type: string,
  name: string,
  inputs: PlannedResource["inputs"] = {},
  options: PlannedOptions = {},
  parent: string | null = null,
): PlannedResource {
  return {
    urn: urnOf("test", "mlops", type, name, parent ?? ""),
    type,
    name,
    parent,
    component: "",
    custom: !type.startsWith("mlops:"),
    provider: null,
    dependsOn: [],
    propertyDependencies: {},
    inputs,
    outputs: null,
    options: {
      protect: false,
      retainOnDelete: false,
      ignoreChanges: [],
      replaceOnChanges: [],
      aliases: [],
      deletedWith: null,
      customTimeouts: {},
      ...options,
    },
    source: null,
  };
}

/** A plan of these resources, which cost what is said of them. */
export function planOf(
  resources: readonly PlannedResource[],
  expected: Readonly<Record<string, number>> = {},
): ComparedPlan {
  const items = resources.flatMap(({ urn, name }) => {
    const cost = expected[name];
    return cost === undefined ? [] : [{ urn, monthly: { minimum: 0, expected: cost, maximum: 2 * cost } }];
  });
  return { version: 1, stack: "test", resources, cost: { monthly: noChange, items } };
}
