import type { Files } from "../../core/charts/folder";
import { redacted } from "../../core/graph/wire";
import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";

/** Template functions with a different result on each call: certificates, passwords, names, the time. */
const generators =
  /\{\{[^}]*\b(?:gen(?:CA|SelfSignedCert|SignedCert|PrivateKey)\w*|buildCustomCert|rand(?:AlphaNum|Alpha|Ascii|Numeric|Bytes|Int)|uuidv4|shuffle|htpasswd|bcrypt|encryptAES|now|ago)\b/;

/** Whether two renderings of a chart may differ. Archives inside the chart are not inspected. */
export function mayGenerate(files: Files): boolean {
  return [...files].some(([file, content]) => {
    if (file.endsWith(".tgz")) return true;
    return /(?:^|\/)templates\//.test(file) && generators.test(content.toString("utf8"));
  });
}

/**
 * Merges the objects of two renderings of one chart. Values that differ are generated, may be secret, and are redacted.
 */
export function withoutGenerated(one: Json, other: Json): Json {
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    return one.map((item, index) => withoutGenerated(item, other[index] ?? null));
  }
  if (isJsonObject(one) && isJsonObject(other)) {
    return Object.fromEntries(
      Object.entries(one).flatMap(([key, value]): [string, Json][] => {
        const counterpart = other[key];
        // A generated key has a different name in every plan.
        return counterpart === undefined ? [] : [[key, withoutGenerated(value, counterpart)]];
      }),
    );
  }
  return one === other ? one : redacted;
}

/** Returns the object. The values of a Secret are redacted; its keys remain. */
export function withoutSecrets(manifest: JsonObject): JsonObject {
  if (manifest.kind !== "Secret" || manifest.apiVersion !== "v1") return manifest;
  const { data, stringData } = manifest;
  return {
    ...manifest,
    ...(data !== undefined && { data: keysOf(data) }),
    ...(stringData !== undefined && { stringData: keysOf(stringData) }),
  };
}

function keysOf(data: Json): Json {
  return isJsonObject(data) ? Object.fromEntries(Object.keys(data).map((key) => [key, redacted])) : redacted;
}
