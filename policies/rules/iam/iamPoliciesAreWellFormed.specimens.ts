import { specimens } from "../../specimen";
import { document, podTrust, readModels, role, rolePolicy } from "../../specimens/iam";
import { key } from "../../specimens/keys";
import { rule } from "./iamPoliciesAreWellFormed";

const { Effect: _, ...withoutEffect } = readModels;
const { Action: __, ...withoutAction } = readModels;
const { Resource: ___, ...withoutResource } = readModels;
const { Principal: ____, ...withoutPrincipal } = podTrust;

export default specimens(rule, {
  passing: [
    { of: "a policy, a role and a key", stack: [rolePolicy(document(readModels)), role(), key()] },
    {
      of: "a document whose statement is not in a list",
      stack: [rolePolicy(JSON.stringify({ Version: "2012-10-17", Statement: readModels }))],
    },
  ],
  failing: [
    { of: "text that is not JSON", stack: [rolePolicy("read models")], says: "policy: must be a JSON object" },
    {
      of: "a document of an older version",
      stack: [rolePolicy(JSON.stringify({ Version: "2008-10-17", Statement: [readModels] }))],
      says: "policy.Version: must be 2012-10-17",
    },
    {
      of: "a document without statements",
      stack: [rolePolicy(document())],
      says: "policy.Statement: must be a list of statements",
    },
    {
      of: "a statement without an effect",
      stack: [rolePolicy(document(withoutEffect))],
      says: "policy.Statement[0].Effect: must be Allow or Deny",
    },
    {
      of: "a statement without an action",
      stack: [rolePolicy(document(withoutAction))],
      says: "policy.Statement[0]: must have Action",
    },
    {
      of: "an inline statement without a resource",
      stack: [role({ inlinePolicies: [{ name: "read", policy: document(withoutResource) }] })],
      says: "inlinePolicies[0].policy.Statement[0]: must have Resource",
    },
    {
      of: "a trust policy without a principal",
      stack: [role({}, document(withoutPrincipal))],
      says: "assumeRolePolicy.Statement[0]: must have Principal",
    },
  ],
});
