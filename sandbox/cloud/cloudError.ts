import type { JsonObject } from "../../core/json/json";

/** What AWS says instead of doing something. */
export class CloudError extends Error {
  override readonly name = "CloudError";

  constructor(
    /** AWS's own, such as `DependencyViolation`. */
    readonly code: string,
    text: string,
  ) {
    super(`api error ${code}: ${text}`);
  }
}

/** Something was made and is not as it should be: Pulumi keeps it, and tries to mend it next time. */
export class InitializationError extends Error {
  override readonly name = "InitializationError";

  constructor(
    readonly id: string,
    /** Its properties as they are. */
    readonly outputs: JsonObject,
    reason: string,
  ) {
    super(reason);
  }
}
