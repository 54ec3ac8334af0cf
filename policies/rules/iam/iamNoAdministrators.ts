import { fieldOf, textsIn } from "../../inputReaders";
import type { ResourceRule } from "../../rule";

const administrators =
  /:policy\/(job-function\/)?(AdministratorAccess|IAMFullAccess|PowerUserAccess|SystemAdministrator)$/;

/** Where a type names AWS's policies. */
const inputs: Readonly<Record<string, string>> = {
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "policyArn",
  "aws:iam/policyAttachment:PolicyAttachment": "policyArn",
  "aws:iam/role:Role": "managedPolicyArns",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": "policyArn",
};

export const rule: ResourceRule = {
  about: "resource",
  name: "iam-no-administrators",
  title: "No role of the platform is an administrator of the account",
  severity: "critical",
  why: "One pod with such a role, taken over by way of a package or a notebook, is the whole account.",
  fix: "write a policy of the actions and resources that are needed",
  references: [{ name: "CKV_AWS_274" }],
  enforcement: "mandatory",
  types: Object.keys(inputs),
  check: ({ type, knownInputs }) => {
    const input = inputs[type];
    if (input === undefined) return [];
    return textsIn(fieldOf(knownInputs, input), input).flatMap(({ at, text }) =>
      administrators.test(text) ? [{ at, problem: "makes it an administrator of the account" }] : [],
    );
  },
};
