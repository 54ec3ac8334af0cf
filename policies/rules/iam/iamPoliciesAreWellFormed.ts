import { documentsOf, documentTypes, type PolicyDocument } from "../../iam/policyDocuments";
import { documentIn, statementsIn } from "../../iam/statements";
import { fieldOf, isSet, listed } from "../../inputReaders";
import type { Finding, ResourceRule } from "../../rule";

export const rule: ResourceRule = {
  about: "resource",
  name: "iam-policies-are-well-formed",
  title: "Every IAM policy document is valid, so that rules can judge it",
  severity: "medium",
  why: "AWS rejects a document without an effect or an action in the middle of an update, and rules cannot judge it.",
  fix: "create the document with iam/policyDocument.ts, which writes the right form",
  references: [],
  enforcement: "mandatory",
  types: documentTypes,
  check: (subject) => documentsOf(subject).flatMap(findings),
};

function findings({ at, kind, value }: PolicyDocument): Finding[] {
  const text = value();
  const document = documentIn(text);
  if (!document) return [{ at, problem: "must be a JSON object" }];
  const statements = statementsIn(text, at);
  const all = listed(fieldOf(document, "Statement"), at);
  return [
    ...(fieldOf(document, "Version") === "2012-10-17" ? [] : [{ at: `${at}.Version`, problem: "must be 2012-10-17" }]),
    ...(statements.length === 0 || statements.length < all.length
      ? [{ at: `${at}.Statement`, problem: "must be a list of statements" }]
      : []),
    ...statements.flatMap(({ at, fields }) => {
      const lacks = (...names: string[]) =>
        names.some((name) => isSet(fields, name)) ? [] : [{ at, problem: `must have ${names[0]}` }];
      const effect = fieldOf(fields, "Effect");
      return [
        ...(effect === "Allow" || effect === "Deny" ? [] : [{ at: `${at}.Effect`, problem: "must be Allow or Deny" }]),
        ...lacks("Action", "NotAction"),
        ...(kind === "identity" ? lacks("Resource", "NotResource") : lacks("Principal", "NotPrincipal")),
      ];
    }),
  ];
}
