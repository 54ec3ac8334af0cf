/** Returns a text or a list of texts as a CEL literal. */
export function celLiteral(value: string | readonly string[]): string {
  return typeof value === "string" ? JSON.stringify(value) : `[${value.map(celLiteral).join(", ")}]`;
}
