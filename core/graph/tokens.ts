/**
 * Tokens stand for what only the cloud knows, inside otherwise real text: an IAM document with one stays parseable
 * and can be judged.
 */
const pattern = /\[unknown:(?<urn>urn:pulumi:[^#\]]+)#(?<property>[^\]]+)\]/g;

/** The token of a resource's output. `property` may be a path: `identities.0.oidcs.0.issuer`. */
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
