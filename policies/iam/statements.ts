import { type Entry, fieldOf, isObject, isSet, listed, textsIn } from "../inputReaders";
import type { Finding } from "../rule";
import { matchesWildcard } from "../wildcards";

/** A statement of an IAM document. Its fields are read one by one: in a document that is an object, some may be hidden. */
export interface Statement {
  /** Where it stands: `policy.Statement[0]`. */
  readonly at: string;
  readonly fields: object;
}

export interface Condition {
  readonly at: string;
  /** Such as `StringEquals`. */
  readonly operator: string;
  /** In lower case: IAM does not tell cases of keys apart. */
  readonly key: string;
  readonly values: readonly Entry[];
}

/** What is in a document, or undefined where it is none. Tokens of values that only the cloud knows stay where they are. */
export function documentIn(value: unknown): object | undefined {
  if (typeof value !== "string") return isObject(value) && !Array.isArray(value) ? value : undefined;
  try {
    const document: unknown = JSON.parse(value);
    return isObject(document) && !Array.isArray(document) ? document : undefined;
  } catch {
    return undefined;
  }
}

/** The statements of a document: none where it is no document, which a rule of its own is about. */
export function statementsIn(value: unknown, at: string): readonly Statement[] {
  const statement = fieldOf(documentIn(value), "Statement");
  return listed(statement, `${at}.Statement`).flatMap(({ at, item }) =>
    isObject(item) && !Array.isArray(item) ? [{ at, fields: item }] : [],
  );
}

/** Statements that allow something. */
export function allowing(statements: readonly Statement[]): readonly Statement[] {
  return statements.filter(({ fields }) => fieldOf(fields, "Effect") === "Allow");
}

/** The texts of a field that is one text or a list of them. */
export function entriesOf({ at, fields }: Statement, field: string): readonly Entry[] {
  return textsIn(fieldOf(fields, field), `${at}.${field}`);
}

/** Whether a statement has a field, whatever it holds. */
export function has({ fields }: Statement, field: string): boolean {
  return isSet(fields, field);
}

/** All conditions of a statement. */
export function conditionsOf({ at, fields }: Statement): readonly Condition[] {
  return fieldsOf(fieldOf(fields, "Condition")).flatMap(([operator, keys]) =>
    fieldsOf(keys).map(([key, values]) => {
      const place = `${at}.Condition.${operator}.${withoutTokens(key)}`;
      return { at: place, operator, key: key.toLowerCase(), values: valuesIn(values, place) };
    }),
  );
}

/** Conditions that a request without the key does not meet: neither `IfExists` nor `ForAllValues`, and no negation. */
export function narrowingConditions(statement: Statement): readonly Condition[] {
  return conditionsOf(statement).filter(({ operator }) => !/^forallvalues:|ifexists$|not|^null$/i.test(operator));
}

/** Who a statement is about. */
export interface Principal extends Entry {
  /** Such as `AWS` or `Service`. */
  readonly kind: string;
}

/** Those that a statement names; everybody is `*` of `AWS`. */
export function principalsOf({ at, fields }: Statement): readonly Principal[] {
  const principal = fieldOf(fields, "Principal");
  if (typeof principal === "string") return [{ at: `${at}.Principal`, kind: "AWS", text: principal }];
  return fieldsOf(principal).flatMap(([kind, value]) =>
    textsIn(value, `${at}.Principal.${kind}`).map((entry) => ({ ...entry, kind })),
  );
}

/** A name that nobody gives: a pattern that covers it covers every name. */
const anyName = "\u0001";

/** Kinds whose every one is all that a service keeps for the account, data and ways to it. */
const storedKinds = ["kms:key/", "secretsmanager:secret:", "dynamodb:table/", "ssm:parameter/", "ecr:repository/"];

/**
 * Whether a resource, or an ARN's last part, is any at all: `*`, `arn:aws:s3:::*`, `arn:aws:kms:…:key/*`.
 *
 * @param kinds More kinds of which it may be any, such as `iam:role/`.
 */
export function isEverything(resource: string, ...kinds: readonly string[]): boolean {
  const [, , service = "", , , ...rest] = resource.split(":");
  const last = rest.join(":");
  const anyOfAll = /^[*?/:]*$/.test(last) && /[*?]/.test(resource);
  return anyOfAll || [...storedKinds, ...kinds].some((kind) => isAnyName(`${service}:${last}`, kind));
}

/** Whether a pattern covers whatever name stands between these: `*.amazonaws.com` does. */
export function isAnyName(pattern: string, before: string, after = ""): boolean {
  return matchesWildcard(pattern.replaceAll("?", "*"), `${before}${anyName}${after}`);
}

/** What waits for a value: where it stands alone, and where it is a part of a text. */
export function deferred({ at }: Entry): Finding {
  return { at, problem: "is not known yet", deferred: true };
}

/** Fields with their values, which are read. */
function fieldsOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) && !Array.isArray(value) ? Object.entries(value) : [];
}

/** IAM takes numbers and truth values without quotes: an account's number is one. */
function valuesIn(values: unknown, at: string): readonly Entry[] {
  return listed(values, at).flatMap(({ at, item }) =>
    ["string", "number", "boolean"].includes(typeof item) ? [{ at, text: String(item) }] : [],
  );
}

/** What is known of a text: keys of conditions may begin with an issuer that nobody knows yet. */
export function withoutTokens(text: string): string {
  return text.replace(/\[unknown:[^\]]*\]/g, "…");
}
