/** Terms of messages that differ between settings in YAML and arguments in TypeScript. */
export interface Dialect {
  /** Word for a field: `setting` or `argument`. */
  readonly noun: string;
  readonly formatPath: (path: readonly PropertyKey[]) => string;
  /** Names of types, by zod's name. */
  readonly typeNames: Readonly<Record<string, string>>;
  /** Fix for a text in place of a list. @default - the field's own fix */
  readonly listFix?: (text: string) => string;
  /** Fix for another value in place of an object. */
  readonly objectFix: string;
}

/** Names of types in all dialects, by zod's name. */
export const typeNames = {
  array: "a list",
  boolean: "true or false",
  function: "a function",
  int: "a whole number",
  number: "a number",
  string: "text",
  undefined: "nothing",
} as const;
