/** What a text with `*` for any text means, as a regular expression of RE2 and of JavaScript without its ends. */
function body(wildcard: string): string {
  return wildcard
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
}

/** A pattern that a whole text has to be as one of these says, in which `*` stands for any text. */
export function wildcardPattern(...wildcards: readonly string[]): string {
  const [only = ""] = wildcards;
  return wildcards.length === 1 ? `^${body(only)}$` : `^(${wildcards.map(body).join("|")})$`;
}

/** Whether a text is as a wildcard says. */
export function matchesWildcard(wildcard: string, text: string): boolean {
  return new RegExp(wildcardPattern(wildcard), "s").test(text);
}
