import { partition } from "../../core/aws/account";
import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";
import { textOrEmpty } from "../../core/json/reading";
import type { Account } from "./resourceType";
import { plainObject } from "./wireValues";

/**
 * Returns the account of a provider's configuration.
 *
 * @returns undefined for a configuration without a region, which is not of an AWS provider.
 */
export function accountOf(configuration: JsonObject): Account | undefined {
  const plain = plainObject(configuration);
  const region = textOrEmpty(plain, "region");
  if (region === "") return undefined;
  const accounts = parsed(plain.allowedAccountIds);
  const [account] = Array.isArray(accounts) ? accounts : [];
  const tags = parsed(plain.defaultTags);
  const given = isJsonObject(tags) && isJsonObject(tags.tags) ? tags.tags : {};
  return {
    accountId: typeof account === "string" ? account : "000000000000",
    region,
    partition: partition({ region }),
    defaultTags: Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)])),
  };
}

/** Parses a configuration value. Provider configurations hold all values except texts as JSON. */
function parsed(value: Json | undefined): Json {
  if (typeof value !== "string") return value ?? null;
  try {
    const json: Json = JSON.parse(value);
    return json;
  } catch {
    return value;
  }
}
