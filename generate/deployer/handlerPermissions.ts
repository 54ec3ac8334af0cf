import { isJsonObject, type JsonObject } from "../../core/json/json";
import { objectOf, textsOf } from "../../core/json/reading";

/** Returns the IAM actions that CloudFormation's handlers of a type need to create, read, update and delete, sorted. */
export function handlerPermissions(schema: JsonObject): string[] {
  const handlers = Object.entries(objectOf(schema, "handlers")).filter(([name]) => name !== "list");
  return [
    ...new Set(handlers.flatMap(([, handler]) => (isJsonObject(handler) ? textsOf(handler, "permissions") : []))),
  ].sort();
}
