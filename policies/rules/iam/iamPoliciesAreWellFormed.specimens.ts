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
    { title: "a policy, a role and a key", stack: [rolePolicy(document(readModels)), role(), key()] },
    {
      title: "a document whose statement is not in a list",
      stack: [rolePolicy(JSON.stringify({ Version: "2012-10-17", Statement: readModels }))],
    },
  ],
  failing: [
    { title: "text that is not JSON", stack: [rolePolicy("read models")], message: "policy: must be a JSON object" },
    {
      title: "a document of an older version",
      stack: [rolePolicy(JSON.stringify({ Version: "2008-10-17", Statement: [readModels] }))],
      message: "policy.Version: must be 2012-10-17",
    },
    {
      title: "a document without statements",
      stack: [rolePolicy(document())],
      message: "policy.Statement: must be a list of statements",
    },
    {
      title: "a statement without an effect",
      stack: [rolePolicy(document(withoutEffect))],
      message: "policy.Statement[0].Effect: must be Allow or Deny",
    },
    {
      title: "a statement without an action",
      stack: [rolePolicy(document(withoutAction))],
      message: "policy.Statement[0]: must have Action",
    },
    {
      title: "an inline statement without a resource",
      stack: [role({ inlinePolicies: [{ name: "read", policy: document(withoutResource) }] })],
      message: "inlinePolicies[0].policy.Statement[0]: must have Resource",
    },
    {
      title: "a trust policy without a principal",
      stack: [role({}, document(withoutPrincipal))],
      message: "assumeRolePolicy.Statement[0]: must have Principal",
    },
  ],
});
