/** Converts a wildcard to a regular expression for RE2 and JavaScript, without anchors. */
function body(wildcard: string): string {
  return wildcard
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
}

/** Returns a pattern that matches a whole text if one of the wildcards does. `*` matches any text. */
export function wildcardPattern(...wildcards: readonly string[]): string {
  const [only = ""] = wildcards;
  return wildcards.length === 1 ? `^${body(only)}$` : `^(${wildcards.map(body).join("|")})$`;
}

/** Whether a wildcard matches a whole text. */
export function matchesWildcard(wildcard: string, text: string): boolean {
  return new RegExp(wildcardPattern(wildcard), "s").test(text);
}
