import { runtime } from "@pulumi/pulumi";
import type { Registration } from "../../core/graph/registration";
import { isJsonObject, type Json } from "../../core/json/json";

/** Types that store secrets on purpose. */
const keepers = ["kubernetes:core/v1:Secret", "random:index/randomPassword:RandomPassword"];

/**
 * Returns the URNs of resources other than Secrets that contain a generated value: as text, in base64, or marked as
 * secret.
 *
 * Not tested: values that are derived from a secret. Hashes are stored on purpose.
 */
export function leaks(resources: readonly Registration[]): string[] {
  const values = resources
    .filter(({ type }) => type === "random:index/randomPassword:RandomPassword")
    .map(({ urn }) => `[unknown:${urn}#result]`);
  const forms = values.flatMap((value) => [value, Buffer.from(value).toString("base64").replace(/=+$/, "")]);
  return resources
    .filter(({ type }) => !keepers.includes(type))
    .filter(({ inputs }) => {
      const text = JSON.stringify(inputs);
      return holdsSecret(inputs) || forms.some((form) => text.includes(form));
    })
    .map(({ urn }) => urn);
}

function holdsSecret(value: Json): boolean {
  if (Array.isArray(value)) return value.some(holdsSecret);
  if (!isJsonObject(value)) return value === "[secret]";
  return value[runtime.specialSigKey] === runtime.specialSecretSig || Object.values(value).some(holdsSecret);
}
