import { beforeAll, describe, expect, it } from "vitest";
import type { Registration } from "../../core/graph/registration";
import { unknownToken } from "../../core/graph/tokens";
import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";
import { catalogue } from "../../policies/catalogue";
import { documentsOf, documentTypes } from "../../policies/iam/policyDocuments";
import { judge } from "../../policies/judge";
import { context } from "../../policies/specimens/baseStack";
import { Graph, type Subject, subject } from "../../policies/subject";
import { planStack } from "../support/plan";

/**
 * How far IAM documents are judged while values of AWS are unknown. It does not prove that Pulumi's engine treats a
 * document with an unknown part as unknown as a whole; another test runs `pulumi preview` for that.
 */

const rules = catalogue()
  .filter(({ area, file }) => area === "iam" || file === "keys/keyPoliciesNamePrincipals")
  .map(({ rule }) => rule);

/** Rules that read resources and are deferred while these are unknown. */
const ofResources = ["iam-no-wildcard-resources", "iam-pass-role-is-scoped"];

function judged(subjects: readonly Subject[]) {
  return judge(rules, new Graph(subjects), context);
}

/** Returns a plan with changed documents. */
function changed(resources: readonly Registration[], change: (one: Registration, text: string) => string): Subject[] {
  const properties = ["policy", "assumeRolePolicy"];
  return resources.map((one) => {
    const inputs: JsonObject = { ...one.inputs };
    for (const property of properties) {
      const text = inputs[property];
      if (typeof text === "string") inputs[property] = change(one, text);
    }
    return subject({ ...one, inputs });
  });
}

/** Replaces every unknown part of a text. */
function reported(text: string, answer: string): string {
  return text.replace(/\[unknown:[^\]]*\]/g, answer);
}

describe.each(["prod", "everything"] as const)("IAM documents of %s", (stack) => {
  let resources: Registration[] = [];

  beforeAll(async () => {
    resources = await planStack(stack);
  });

  it("defer only rules on unknown resources at the plan", () => {
    const verdicts = judged(resources.map((one) => subject(one)));
    expect(verdicts.filter(({ status }) => !["pass", "deferred"].includes(status))).toEqual([]);
    const waiting = verdicts.filter(({ status }) => status === "deferred");
    expect(waiting.length).toBeGreaterThan(0);
    for (const { rule, message, gate } of waiting) {
      expect(ofResources).toContain(rule);
      expect(message).toMatch(/^\w+\.Statement\[\d+\]\.Resource(\[\d+\])?: is not known yet$/);
      expect(gate).toBe("up");
    }
  });

  it("defer rules for each unknown resource without a restricting condition", () => {
    const waiting = new Set(
      judged(resources.map((one) => subject(one)))
        .filter(({ rule, status }) => rule === "iam-no-wildcard-resources" && status === "deferred")
        .map(({ urn }) => urn),
    );
    const unknown = resources.filter(({ inputs }) => resourcesAreUnknown(inputs.policy));
    expect(unknown.length).toBeGreaterThan(0);
    for (const { type, urn } of unknown) if (type === "aws:iam/rolePolicy:RolePolicy") expect(waiting).toContain(urn);
  });

  it("defer all their rules at the preview, where a whole document is unknown", () => {
    const preview = changed(resources, ({ urn }) => unknownToken(urn, "policy"));
    const withDocuments = new Set(preview.filter((one) => documentsOf(one).length > 0).map(({ urn }) => urn));
    const verdicts = judged(preview).filter(
      ({ rule, urn }) => withDocuments.has(urn) && (rule === "iam-policies-are-well-formed" || ruleReads(rule, urn)),
    );
    expect(verdicts.length).toBeGreaterThan(withDocuments.size);
    for (const { status, message, gate } of verdicts) {
      expect(status).toBe("deferred");
      expect(message).toMatch(/^(policy|assumeRolePolicy) is not known yet$/);
      expect(gate).toBe("up");
    }
  });

  it("pass at up with the ARNs of AWS, and fail with a wildcard", () => {
    const arn = "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555";
    const after = judged(changed(resources, (_, text) => reported(text, arn)));
    expect(after.filter(({ status }) => status !== "pass")).toEqual([]);
    const wild = judged(changed(resources, (_, text) => reported(text, "*")));
    expect(new Set(wild.filter(({ status }) => status !== "pass").map(({ status }) => status))).toEqual(
      new Set(["fail"]),
    );
  });

  it("are all in inputs that rules read", () => {
    const types = resources.filter(({ inputs }) => isDocument(inputs.policy) || isDocument(inputs.assumeRolePolicy));
    expect([...new Set(types.map(({ type }) => type))].filter((type) => !documentTypes.includes(type))).toEqual([]);
  });
});

/** Whether a rule judges the document of a resource. */
function ruleReads(rule: string, urn: string): boolean {
  if (urn.includes("aws:iam/role:Role::")) return rule === "iam-trust-is-scoped";
  if (urn.includes("aws:kms/key:Key::")) return rule === "key-policies-name-principals";
  return urn.includes("aws:iam/rolePolicy:RolePolicy::");
}

function isDocument(value: Json | undefined): boolean {
  return typeof value === "string" && value.includes('"Statement"');
}

/** Whether a statement without a restricting condition names an unknown resource. */
function resourcesAreUnknown(value: Json | undefined): boolean {
  if (typeof value !== "string" || !isDocument(value)) return false;
  const document: Json = JSON.parse(value);
  const statements = isJsonObject(document) && Array.isArray(document.Statement) ? document.Statement : [];
  return statements.some(
    (one) =>
      isJsonObject(one) && one.Condition === undefined && JSON.stringify(one.Resource ?? "").includes("[unknown:"),
  );
}
