import { createHash } from "node:crypto";

const hashLength = 8;

/**
 * A name within a limit of AWS's: the logical name where it fits, else its beginning and a hash of the whole, so that
 * two long names stay two.
 *
 * @param limit The longest name that the service takes, at least 16.
 */
export function physicalName(limit: number, logicalName: string): string {
  if (logicalName.length <= limit) return logicalName;
  const hash = createHash("sha256").update(logicalName).digest("hex").slice(0, hashLength);
  return `${logicalName.slice(0, limit - hashLength - 1).replace(/-+$/, "")}-${hash}`;
}
