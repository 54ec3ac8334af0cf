import { type Entry, fieldOf, isObject, isSet, listed, textsIn } from "../reading";
import type { Finding } from "../rule";

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

/** Conditions that a request without the key does not meet: neither `IfExists` nor `ForAllValues`, and no negation. */
export function narrowingConditions({ at, fields }: Statement): readonly Condition[] {
  return fieldsOf(fieldOf(fields, "Condition")).flatMap(([operator, keys]) =>
    /^forallvalues:|ifexists$|not|^null$/i.test(operator)
      ? []
      : fieldsOf(keys).map(([key, values]) => {
          const place = `${at}.Condition.${operator}.${withoutTokens(key)}`;
          return { at: place, operator, key: key.toLowerCase(), values: textsIn(values, place) };
        }),
  );
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

/** Whether a resource, or an ARN's last part, is any at all: `*`, `arn:aws:s3:::*`. */
export function isEverything(resource: string): boolean {
  return /^[*?/:]*$/.test(resource.split(":").slice(5).join(":")) && resource.includes("*");
}

/** What waits for a value: where it stands alone, and where it is a part of a text. */
export function deferred({ at }: Entry): Finding {
  return { at, problem: "is not known yet", deferred: true };
}

/** Fields with their values, which are read. */
function fieldsOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) && !Array.isArray(value) ? Object.entries(value) : [];
}

/** Keys of conditions may begin with an issuer that nobody knows yet. */
function withoutTokens(key: string): string {
  return key.replace(/\[unknown:[^\]]*\]/g, "…");
}
