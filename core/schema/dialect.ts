/** How messages speak of what they are about, where settings in YAML and arguments in TypeScript differ. */
export interface Dialect {
  /** `setting`, `argument`. */
  readonly noun: string;
  readonly formatPath: (path: readonly PropertyKey[]) => string;
  /** What types are called, by zod's name. */
  readonly typeNames: Readonly<Record<string, string>>;
  /** How to write a list where text stands. @default - the field's own fix */
  readonly listFix?: (text: string) => string;
  /** How to write an object. */
  readonly objectFix: string;
}

/** What types are called everywhere, by zod's name. */
export const typeNames = {
  array: "a list",
  boolean: "true or false",
  function: "a function",
  int: "a whole number",
  number: "a number",
  string: "text",
  undefined: "nothing",
} as const;
