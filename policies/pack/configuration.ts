import type { PolicyConfigSchema } from "@pulumi/policy";
import { z } from "zod";
import { type RuleContext, ruleContext, ruleContextSchema } from "../context";
import type { RuleText } from "../rule";

/** Returns the schema for the configuration of a rule: the context values that it reads, and the environment. */
export function configSchema({ reads = [] }: Pick<RuleText, "reads">): PolicyConfigSchema {
  const keys: readonly (keyof RuleContext)[] = ["environment", ...reads];
  return { properties: Object.fromEntries(keys.map((key) => [key, jsonSchema(key)])) };
}

/**
 * Returns the context with the overrides of the configuration. The overrides are validated here, because only
 * configurations from the engine have been validated before.
 *
 * @throws Error with all wrong keys.
 */
export function configured(context: RuleContext, configuration: Readonly<Record<string, unknown>>): RuleContext {
  const { data, error } = ruleContextSchema.safeParse({ ...context, ...configuration });
  if (data) return data;
  const wrong = error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`the configuration of the policy pack is invalid: ${wrong.join("; ")}`);
}

function jsonSchema(key: keyof RuleContext): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(ruleContext[key]);
  return schema;
}
