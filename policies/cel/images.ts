/** CEL: whether an image has a tag that says which one it is. A registry's port is no tag. */
export function hasFixedTag(image: string): string {
  return `(${image}.matches('^([^@]*/)?[^/:@]+:[^/:@]+$') && !${image}.endsWith(':latest'))`;
}

/** CEL: whether an image is named by its content. */
export function hasDigest(image: string): string {
  return `${image}.matches('@sha256:[0-9a-f]{64}$')`;
}
