/**
 * A token represents a value that is known only after the deployment. It is part of ordinary text, so an IAM document
 * with a token remains valid JSON and rules can check it.
 */
const pattern = /\[unknown:(?<urn>urn:pulumi:[^#\]]+)#(?<property>[^\]]+)\]/g;

/** Returns the token of a resource's output. `property` may be a path, such as `identities.0.oidcs.0.issuer`. */
export function unknownToken(urn: string, property: string): string {
  return `[unknown:${urn}#${property}]`;
}

/** Returns the outputs whose tokens a text contains. */
export function unknownsIn(text: string): { urn: string; property: string }[] {
  return [...text.matchAll(pattern)].map(({ groups }) => ({
    urn: groups?.urn ?? "",
    property: groups?.property ?? "",
  }));
}
