import Ajv, { type ErrorObject, type ValidateFunction } from "ajv";
import { unknownsIn } from "../../../core/graph/tokens";
import { isJsonObject, type Json, type JsonObject } from "../../../core/json/json";
import { parseCidr } from "../../../core/network/cidr";
import { unknownValue } from "../wireValues";
import { modelOf } from "./models";

/**
 * Validates inputs as AWS does: lengths, patterns, enumerations and required inputs. Values that are unknown or secret
 * are not validated.
 *
 * @returns one sentence for each violation, such as `nodeGroupName must have at most 63 characters`.
 */
export function violations(type: string, inputs: JsonObject): string[] {
  const check = validator(type);
  if (!check || check(inputs)) return [];
  const errors = check.errors ?? [];
  return [...new Set(errors.filter(isJudged).map(sentence))];
}

const ajv = new Ajv({ strict: false, allErrors: true, verbose: true, logger: false });
ajv.addFormat("ipv4-network", (text) => parseCidr(text) !== undefined);

const compiled = new Map<string, ValidateFunction>();

function validator(type: string): ValidateFunction | undefined {
  const model = modelOf(type);
  if (!model) return undefined;
  const known = compiled.get(type) ?? ajv.compile(model.schema);
  compiled.set(type, known);
  return known;
}

function isJudged({ data, keyword, schemaPath }: ErrorObject): boolean {
  // These errors only repeat another error, or concern one of several alternatives.
  if (keyword === "propertyNames" || /\/(oneOf|anyOf)\/\d+\//.test(schemaPath)) return false;
  const value: Json = JSON.parse(JSON.stringify(data ?? null));
  // The inputs and the number of entries are known even if values are unknown. Whether two entries are equal is not.
  if (isJsonObject(value) || Array.isArray(value)) return keyword !== "uniqueItems" || !isHidden(JSON.stringify(value));
  return !isHidden(String(value));
}

function isHidden(text: string): boolean {
  return text.includes(unknownValue) || text.includes("[secret]") || unknownsIn(text).length > 0;
}

function sentence(error: ErrorObject): string {
  const { instancePath, keyword, data } = error;
  const path = instancePath
    .slice(1)
    .replaceAll("~1", "/")
    .split("/")
    .join(".")
    .replace(/\.(\d+)/g, "[$1]");
  const subject = "propertyName" in error && error.propertyName ? `the key "${error.propertyName}" of ${path}` : path;
  const value = typeof data === "string" && keyword !== "required" ? ` "${shortened(data)}"` : "";
  return `${subject || "the resource"}${value} ${demand(error, path)}`;
}

function demand({ keyword, params, schema }: ErrorObject, path: string): string {
  const { limit } = params;
  switch (keyword) {
    case "required":
      return `must have ${path === "" ? "" : "the member "}${params.missingProperty}`;
    case "minLength":
      return `must have at least ${limit} characters`;
    case "maxLength":
      return `must have at most ${limit} characters`;
    case "pattern":
      return `must match ${params.pattern}`;
    case "enum":
      return `must be one of ${listed(params.allowedValues)}`;
    case "minimum":
      return `must be at least ${limit}`;
    case "maximum":
      return `must be at most ${limit}`;
    case "minItems":
    case "minProperties":
      return `must have at least ${limit} entries`;
    case "maxItems":
    case "maxProperties":
      return `must have at most ${limit} entries`;
    case "uniqueItems":
      return "must not have the same entry twice";
    case "multipleOf":
      return "must be a whole number";
    case "type":
      return `must be a ${params.type}`;
    case "format":
      return "must be an IPv4 network such as 10.0.0.0/16";
    case "oneOf":
      return `must have exactly one of ${choices(schema)}`;
    case "anyOf":
      return `must have one of ${choices(schema)}`;
    case "dependencies":
      return `must have ${params.missingProperty} beside ${params.property}`;
    default:
      return `breaks ${keyword} ${JSON.stringify(params)}`;
  }
}

/** Returns the inputs of a schema that requires some of several. */
function choices(schema: unknown): string {
  const all: unknown[] = Array.isArray(schema) ? schema : [];
  return all.flatMap((one) => (isRequiring(one) ? one.required : [])).join(", ");
}

function isRequiring(value: unknown): value is { readonly required: readonly string[] } {
  return typeof value === "object" && value !== null && "required" in value && Array.isArray(value.required);
}

function listed(values: unknown): string {
  return Array.isArray(values) ? values.join(", ") : String(values);
}

function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
