import type { JsonObject } from "../../core/json/json";

/** An error answer of AWS. */
export class CloudError extends Error {
  override readonly name = "CloudError";

  constructor(
    /** AWS's error code, such as `DependencyViolation`. */
    readonly code: string,
    text: string,
  ) {
    super(`api error ${code}: ${text}`);
  }
}

/** A creation or update that failed partially. Pulumi keeps the resource and repairs it at the next update. */
export class InitializationError extends Error {
  override readonly name = "InitializationError";

  constructor(
    readonly id: string,
    /** Its current properties. */
    readonly outputs: JsonObject,
    reason: string,
  ) {
    super(reason);
  }
}
