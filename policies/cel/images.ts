/** Returns CEL for whether an image has a tag other than latest. The port of a registry does not count as a tag. */
export function hasTagOtherThanLatest(image: string): string {
  return `(${image}.matches('^([^@]*/)?[^/:@]+:[^/:@]+$') && !${image}.endsWith(':latest'))`;
}

/** Returns CEL for whether an image has a digest. */
export function hasDigest(image: string): string {
  return `${image}.matches('@sha256:[0-9a-f]{64}$')`;
}
