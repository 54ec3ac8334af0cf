import type { PolicyConfigSchema } from "@pulumi/policy";
import { z } from "zod";
import { type RuleContext, ruleContext, ruleContextSchema } from "../context";
import type { RuleText } from "../rule";

/** What a pack's configuration may say of a rule: what the rule reads of the settings, and the environment. */
export function configSchema({ reads = [] }: Pick<RuleText, "reads">): PolicyConfigSchema {
  const keys: readonly (keyof RuleContext)[] = ["environment", ...reads];
  return { properties: Object.fromEntries(keys.map((key) => [key, jsonSchema(key)])) };
}

/**
 * The context, with what the configuration says otherwise. The engine has checked it; what never went through an engine is
 * checked here.
 *
 * @throws Error that names each wrong key.
 */
export function configured(context: RuleContext, configuration: Readonly<Record<string, unknown>>): RuleContext {
  const { data, error } = ruleContextSchema.safeParse({ ...context, ...configuration });
  if (data) return data;
  const wrong = error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`the policy pack's configuration is wrong: ${wrong.join("; ")}`);
}

function jsonSchema(key: keyof RuleContext): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(ruleContext[key]);
  return schema;
}
