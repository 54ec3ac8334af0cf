import { fieldOf, textsIn } from "../../inputReaders";
import type { ResourceRule } from "../../rule";

const administrators =
  /:policy\/(job-function\/)?(AdministratorAccess|IAMFullAccess|PowerUserAccess|SystemAdministrator)$/;

/** For each type, the input that names AWS-managed policies. */
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
  why: "An attacker who takes over one pod with such a role, through a package or a notebook, controls the whole account.",
  fix: "write a policy with only the actions and resources that are needed",
  references: [{ name: "CKV_AWS_274" }],
  enforcement: "mandatory",
  types: Object.keys(inputs),
  check: ({ type, knownInputs }) => {
    const input = inputs[type];
    if (input === undefined) return [];
    return textsIn(fieldOf(knownInputs, input), input).flatMap(({ at, text }) =>
      administrators.test(text) ? [{ at, problem: "must not grant administrator rights on the account" }] : [],
    );
  },
};
