import { createHash } from "node:crypto";
import { automaticSuffixLength, longestName, type NamedType, nameLimit, nameLimits } from "../core/aws/serviceLimits";

const hashLength = 8;

/**
 * Returns a physical name within the limit of a service: the logical name if it fits, else its beginning and a hash of
 * the whole, so that two long names stay different.
 *
 * @param limit Type of the resource, or maximum length of the name in characters, at least 16.
 */
export function physicalName(limit: NamedType | number, logicalName: string): string {
  const maximum = typeof limit === "number" ? limit : nameLimits[limit].maximum;
  if (logicalName.length <= maximum) return logicalName;
  const hash = createHash("sha256").update(logicalName).digest("hex").slice(0, hashLength);
  return `${logicalName.slice(0, maximum - hashLength - 1).replace(/-+$/, "")}-${hash}`;
}

/**
 * Returns the input that names a resource whose automatic name would exceed the service's limit, or undefined if the
 * automatic name fits or the program names the resource itself. The provider does not shorten automatic names: it
 * fails.
 *
 * An automatic name is kept where it fits, since a replacement can then be created before the old resource is deleted.
 *
 * @param inputs The resource's inputs.
 */
export function requiredName(
  type: string,
  logicalName: string,
  inputs: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> | undefined {
  const limit = nameLimit(type);
  if (!limit?.automatic || logicalName.length + automaticSuffixLength <= longestName(limit, false)) return undefined;
  if (inputs[limit.property] !== undefined || inputs[`${limit.property}Prefix`] !== undefined) return undefined;
  return { [limit.property]: physicalName(limit.maximum, logicalName) };
}
