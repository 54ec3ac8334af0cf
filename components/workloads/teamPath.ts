import { textField } from "../../core/schema/fields";

/** Below the team's part: S3 takes `..` for a name like any other, and the role may not read above it. */
const relativePath = /^(?!.*(?:^|\/)\.\.?(?:\/|$))[A-Za-z0-9._=-]+(?:\/[A-Za-z0-9._=-]+)*$/;

/** A folder in the team's part of the bucket. */
export function teamPath(description: string, example: string) {
  return textField(relativePath, "a path below the team's part of the bucket", {
    description,
    example,
    fix: `write names with slashes between them, such as ${example}`,
  });
}
