import { type Entry, fieldOf, isObject, isSet, listed, textsIn } from "../inputReaders";
import type { Finding } from "../rule";
import { matchesWildcard } from "../wildcards";

/** A statement of an IAM document. In a document that is an object, some of its fields may be hidden. */
export interface Statement {
  /** Its path, such as `policy.Statement[0]`. */
  readonly at: string;
  readonly fields: object;
}

export interface Condition {
  readonly at: string;
  /** Such as `StringEquals`. */
  readonly operator: string;
  /** In lower case, because condition keys are case-insensitive. */
  readonly key: string;
  readonly values: readonly Entry[];
}

/** Returns the parsed document, or undefined if the value is not one. Tokens of unknown values stay in place. */
export function documentIn(value: unknown): object | undefined {
  if (typeof value !== "string") return isObject(value) && !Array.isArray(value) ? value : undefined;
  try {
    const document: unknown = JSON.parse(value);
    return isObject(document) && !Array.isArray(document) ? document : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Returns the statements of a document. The rule iam-policies-are-well-formed reports a value that is not a document.
 */
export function statementsIn(value: unknown, at: string): readonly Statement[] {
  const statement = fieldOf(documentIn(value), "Statement");
  return listed(statement, `${at}.Statement`).flatMap(({ at, item }) =>
    isObject(item) && !Array.isArray(item) ? [{ at, fields: item }] : [],
  );
}

/** Returns the statements with the effect `Allow`. */
export function allowStatements(statements: readonly Statement[]): readonly Statement[] {
  return statements.filter(({ fields }) => fieldOf(fields, "Effect") === "Allow");
}

/** Returns the texts of a field that is one text or a list of texts. */
export function entriesOf({ at, fields }: Statement, field: string): readonly Entry[] {
  return textsIn(fieldOf(fields, field), `${at}.${field}`);
}

/** Whether a field of a statement is set. */
export function has({ fields }: Statement, field: string): boolean {
  return isSet(fields, field);
}

/** Returns all conditions of a statement. */
export function conditionsOf({ at, fields }: Statement): readonly Condition[] {
  return fieldsOf(fieldOf(fields, "Condition")).flatMap(([operator, keys]) =>
    fieldsOf(keys).map(([key, values]) => {
      const place = `${at}.Condition.${operator}.${withoutTokens(key)}`;
      return { at: place, operator, key: key.toLowerCase(), values: valuesIn(values, place) };
    }),
  );
}

/**
 * Returns the conditions that a request without the key does not meet: no `IfExists`, no `ForAllValues`, no negation.
 */
export function requiredConditions(statement: Statement): readonly Condition[] {
  return conditionsOf(statement).filter(({ operator }) => !/^forallvalues:|ifexists$|not|^null$/i.test(operator));
}

/** A principal of a statement. */
export interface Principal extends Entry {
  /** Such as `AWS` or `Service`. */
  readonly kind: string;
}

/** Returns the principals of a statement. Every principal is `*` of the kind `AWS`. */
export function principalsOf({ at, fields }: Statement): readonly Principal[] {
  const principal = fieldOf(fields, "Principal");
  if (typeof principal === "string") return [{ at: `${at}.Principal`, kind: "AWS", text: principal }];
  return fieldsOf(principal).flatMap(([kind, value]) =>
    textsIn(value, `${at}.Principal.${kind}`).map((entry) => ({ ...entry, kind })),
  );
}

/** A name that cannot occur. A pattern that matches it matches every name. */
const anyName = "\u0001";

/** Kinds of resources that hold data or keys. A wildcard over one of them covers everything that the service stores. */
const storedKinds = ["kms:key/", "secretsmanager:secret:", "dynamodb:table/", "ssm:parameter/", "ecr:repository/"];

/**
 * Whether a resource pattern covers all resources, or all of a kind: `*`, `arn:aws:s3:::*`, `arn:aws:kms:…:key/*`.
 *
 * @param kinds Further kinds, such as `iam:role/`. A pattern that covers all resources of such a kind also counts.
 */
export function isEverything(resource: string, ...kinds: readonly string[]): boolean {
  const [, , service = "", , , ...rest] = resource.split(":");
  const last = rest.join(":");
  const anyOfAll = /^[*?/:]*$/.test(last) && /[*?]/.test(resource);
  return anyOfAll || [...storedKinds, ...kinds].some((kind) => isAnyName(`${service}:${last}`, kind));
}

/** Whether a pattern matches every name between a prefix and a suffix: `*.amazonaws.com` does. */
export function isAnyName(pattern: string, before: string, after = ""): boolean {
  return matchesWildcard(pattern.replaceAll("?", "*"), `${before}${anyName}${after}`);
}

/** Returns the finding on a text that is not known yet, or has a part that is not. */
export function deferred({ at }: Entry): Finding {
  return { at, problem: "is not known yet", deferred: true };
}

/** Returns the fields with their values. This reads the values. */
function fieldsOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) && !Array.isArray(value) ? Object.entries(value) : [];
}

/** Returns the values as texts. IAM also accepts unquoted numbers and booleans, such as an account number. */
function valuesIn(values: unknown, at: string): readonly Entry[] {
  return listed(values, at).flatMap(({ at, item }) =>
    ["string", "number", "boolean"].includes(typeof item) ? [{ at, text: String(item) }] : [],
  );
}

/** Replaces unknown parts of a text by `…`. Condition keys may start with an issuer that is not known yet. */
export function withoutTokens(text: string): string {
  return text.replace(/\[unknown:[^\]]*\]/g, "…");
}
