/**
 * Tokens stand for what only the cloud knows, inside otherwise real text: an IAM document with one stays parseable
 * and can be judged.
 */
const pattern = /\[unknown:(?<urn>urn:pulumi:[^#\]]+)#(?<property>[^\]]*(?:\[\d+\][^\]]*)*)\]/g;

/** The token of a resource's output. */
export function unknownToken(urn: string, property: string): string {
  return `[unknown:${urn}#${property}]`;
}

/** Which outputs a text waits for. */
export function unknownsIn(text: string): { urn: string; property: string }[] {
  return [...text.matchAll(pattern)].map(({ groups }) => ({
    urn: groups?.urn ?? "",
    property: groups?.property ?? "",
  }));
}

/** The text with each token shortened to the resource's name and property, for people. */
export function shortenTokens(text: string): string {
  return text.replace(pattern, (_, urn: string, property: string) => `<${urn.split("::").at(-1)}.${property}>`);
}
