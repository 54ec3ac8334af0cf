import path from "node:path";
import { deserialize } from "node:v8";
import { inject } from "vitest";
import type { Registration } from "../../core/graph/registration";
import { type FixtureStack, fixtureConfig, recordFixture } from "../fixtures/fixtures";

/** The project's folder. */
export const root = path.resolve(__dirname, "../..");

export const environments = ["dev", "staging", "prod"] as const;

/**
 * Returns the resources of the fixture program for a fixture stack. Each stack is planned once per run, in another
 * process.
 *
 * @param changes Settings that override the stack's. The program then runs in the process of the test.
 */
export async function planStack(
  stack: FixtureStack,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<Registration[]> {
  if (Object.keys(changes).length > 0) return recordFixture(stack, { config: changedConfig(stack, changes) });
  const response = await fetch(`${inject("planner")}/${stack}`);
  if (!response.ok) throw new Error(`the planner of the tests failed on ${stack}: ${await response.text()}`);
  const plan: Registration[] = deserialize(Buffer.from(await response.arrayBuffer()));
  return plan;
}

/** Returns a fixture stack's configuration with overridden settings. */
export function changedConfig(
  stack: FixtureStack,
  changes: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const changed = Object.entries(changes).map(([key, value]) => [
    `mlops:${key}`,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return { ...fixtureConfig(stack).config, ...Object.fromEntries(changed) };
}
