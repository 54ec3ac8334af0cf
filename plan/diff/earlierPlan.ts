import { readFileSync } from "node:fs";
import { z } from "zod";
import { reasonOf, UsageError } from "../../core/errors/usageError";
import type { JsonObject } from "../../core/json/json";
import type { ComparedPlan } from "./change";

const version = 1;
const money = z.looseObject({ minimum: z.number(), expected: z.number(), maximum: z.number() });
/** The value comes from `JSON.parse`, so all nested values are JSON. */
const jsonObject = z.custom<JsonObject>(isObject, "must be an object");

/** The fields that a comparison reads. All other fields may differ between versions of the project. */
const schema = z.looseObject({
  version: z.literal(version),
  stack: z.string(),
  commit: z.object({ id: z.string(), date: z.string() }).optional(),
  resources: z.array(
    z.looseObject({
      urn: z.string(),
      type: z.string(),
      name: z.string(),
      component: z.string(),
      custom: z.boolean(),
      parent: z.string().nullable(),
      provider: z.string().nullable(),
      dependsOn: z.array(z.string()),
      propertyDependencies: z.record(z.string(), z.array(z.string())),
      inputs: jsonObject,
      renderedFrom: z.string().optional(),
      options: z.object({
        protect: z.boolean(),
        retainOnDelete: z.boolean(),
        ignoreChanges: z.array(z.string()),
        replaceOnChanges: z.array(z.string()),
        aliases: z.array(z.string()),
        deletedWith: z.string().nullable(),
        customTimeouts: jsonObject,
      }),
    }),
  ),
  cost: z.looseObject({
    monthly: money,
    items: z.array(z.looseObject({ urn: z.string(), monthly: money })),
  }),
});

/**
 * Reads a plan that `--json` wrote.
 *
 * @throws UsageError if the file does not exist or is not a plan.
 */
export function readEarlierPlan(file: string): ComparedPlan {
  return parseEarlierPlan(file, textOf(file));
}

/** Like `readEarlierPlan`, for the text of a file. Messages name the file. */
export function parseEarlierPlan(file: string, text: string): ComparedPlan {
  const content = parse(file, text);
  const found = isVersioned(content) ? content.version : undefined;
  if (found !== undefined && found !== version) {
    throw problem(
      file,
      `is a plan of version ${JSON.stringify(found)}, and this project compares version ${version}`,
      "plan the earlier commit again with this version of the project",
    );
  }
  const { data, error } = schema.safeParse(content);
  if (data) return data;
  const [issue] = error.issues;
  const where = issue?.path.length ? `${issue.path.join(".")}: ` : "";
  throw problem(file, `is not a plan: ${where}${issue?.message}`, "name a file that npm run plan -- --json wrote");
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw problem(file, `cannot be read: ${reasonOf(error)}`, "name a file that npm run plan -- --json wrote");
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw problem(
      file,
      `is not JSON: ${reasonOf(error)}`,
      "name a file that npm run plan -- --json wrote, not --html or --markdown",
    );
  }
}

function isVersioned(value: unknown): value is { readonly version: unknown } {
  return isObject(value) && "version" in value;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function problem(file: string, what: string, fix: string): UsageError {
  return new UsageError(`--against ${file} ${what}\n  fix: ${fix}`);
}
