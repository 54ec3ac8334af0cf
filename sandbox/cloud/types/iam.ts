import type { JsonObject } from "../../../core/json/json";
import { textOrEmpty } from "../../../core/json/reading";
import { CloudError } from "../cloudError";
import type { Facts, SimulatedTypes } from "../resourceType";
import { capitals, globalArn, principals, role, roleByArn } from "./formats";

const roleName = { to: role, by: ["name"] };

/** Roles and policies. */
export const iamTypes: SimulatedTypes = {
  [role]: {
    id: ({ name }) => name,
    arn: (facts) => globalArn(facts, `role${textOrEmpty(facts.inputs, "path") || "/"}${facts.name}`),
    outputs: (facts) => ({
      createDate: facts.createdAt,
      forceDetachPolicies: false,
      inlinePolicies: [],
      managedPolicyArns: [],
      maxSessionDuration: 3600,
      namePrefix: "",
      path: "/",
      uniqueId: `AROA${capitals(facts, "unique", 17)}`,
    }),
    name: { maximum: 64 },
    references: [roleByArn(principals("assumeRolePolicy"))],
    validate: ({ inputs }) => validPolicy(inputs, "assumeRolePolicy"),
    refuseDelete: ({ id }, cloud) => {
      const held = [policy, attachment].some((type) => cloud.all(type).some(({ outputs }) => outputs.role === id));
      return held
        ? new CloudError("DeleteConflict", "Cannot delete entity, must detach all policies first.")
        : undefined;
    },
    exists: { code: "EntityAlreadyExists", text: "Role with name {id} already exists." },
    missing: { code: "NoSuchEntity", text: "The role with name {id} cannot be found." },
  },

  "aws:iam/rolePolicy:RolePolicy": {
    id: ({ inputs, name }) => `${textOrEmpty(inputs, "role")}:${name}`,
    outputs: () => ({ namePrefix: "" }),
    name: {},
    references: [{ from: "role", ...roleName }],
    validate: ({ inputs }) => validPolicy(inputs, "policy"),
    put: true,
  },

  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    id: ({ inputs }) => `${textOrEmpty(inputs, "role")}/${textOrEmpty(inputs, "policyArn")}`,
    references: [
      { from: "role", ...roleName },
      {
        from: "policyArn",
        to: "aws:iam/policy:Policy",
        by: ["arn"],
        accepts: (name) => name.includes(":iam::aws:policy/"),
      },
    ],
    put: true,
    deleteBeforeReplace: true,
  },

  // A role can be deleted while a profile has it: the provider removes it from the profile first.
  "aws:iam/instanceProfile:InstanceProfile": {
    id: ({ name }) => name,
    arn: (facts) => globalArn(facts, `instance-profile${textOrEmpty(facts.inputs, "path") || "/"}${facts.name}`),
    outputs: (facts: Facts) => ({
      createDate: facts.createdAt,
      namePrefix: "",
      path: "/",
      uniqueId: `AIPA${capitals(facts, "unique", 17)}`,
    }),
    name: {},
    references: [{ from: "role", ...roleName }],
    exists: { code: "EntityAlreadyExists", text: "Instance Profile {id} already exists." },
    missing: { code: "NoSuchEntity", text: "Instance Profile {id} cannot be found." },
  },
};

const policy = "aws:iam/rolePolicy:RolePolicy";
const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

function validPolicy(inputs: JsonObject, property: string): CloudError | undefined {
  try {
    JSON.parse(textOrEmpty(inputs, property));
    return undefined;
  } catch {
    return new CloudError("MalformedPolicyDocument", "The policy is not in the valid JSON format.");
  }
}
