import { textField } from "../../core/schema/fields";

/** A relative path. `..` is rejected: S3 treats it as a plain name. */
const relativePath = /^(?!.*(?:^|\/)\.\.?(?:\/|$))[A-Za-z0-9._=-]+(?:\/[A-Za-z0-9._=-]+)*$/;

/** Field for a folder in the team's part of the bucket. */
export function teamPath(description: string, example: string) {
  return textField(relativePath, "a path below the team's part of the bucket", {
    description,
    example,
    fix: `write names with slashes between them, such as ${example}`,
  });
}
