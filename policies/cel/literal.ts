/** A text, or a list of texts, written in CEL. */
export function celLiteral(value: string | readonly string[]): string {
  return typeof value === "string" ? JSON.stringify(value) : `[${value.map(celLiteral).join(", ")}]`;
}
