import { isAnyName, isEverything, requiredConditions, type Statement, withoutTokens } from "./statements";

/** Condition keys that restrict a statement, and a function that finds values without a restriction. */
export interface Restriction {
  readonly keys: RegExp;
  readonly isUnrestricted: (text: string, key: string) => boolean;
}

/**
 * Whether a condition restricts a statement with all of its values. A value with an unknown start counts as a
 * restriction.
 */
export function isRestricted(statement: Statement, { keys, isUnrestricted: isAny }: Restriction): boolean {
  return requiredConditions(statement).some(
    ({ operator, key, values }) =>
      /^(foranyvalue:)?(string|arn)/i.test(operator) &&
      keys.test(key) &&
      values.length > 0 &&
      values.map(({ text }) => withoutTokens(text)).every((text) => text.startsWith("…") || !isAny(text, key)),
  );
}

/** Conditions that restrict the resources. Conditions on the region, the calling service or the caller do not. */
export const resourceRestriction: Restriction = {
  keys: new RegExp(
    [
      "^[a-z0-9-]+:(resource|request)tag/",
      "^rds:[a-z]+-tag/",
      // The tags apply only to resources that the same request creates.
      ":createaction$",
      "^kms:(encryptioncontext:|resourcealiases$|requestalias$)",
      "^ec2:(vpc|subnet)$",
      "^ecs:cluster$",
      "^elasticfilesystem:accesspointarn$",
      "^lambda:functionarn$",
      "^secretsmanager:(name|secretid)$",
      // Their actions have no resource-level permissions.
      "^cloudwatch:namespace$",
      "^iam:awsservicename$",
    ].join("|"),
  ),
  isUnrestricted: (text) =>
    isAnyName(text, "") ||
    isAnyName(text, "alias/") ||
    (text.startsWith("arn:") && isEverything(text, "ec2:vpc/", "ec2:subnet/", "ecs:cluster/", "lambda:function:")),
};

/** Conditions that restrict callers of all accounts to an account, an organization or a role. */
export const callerRestriction: Restriction = {
  keys: /^aws:((principal|source)(arn|account|orgid|orgpaths)|userid)$|^kms:calleraccount$/,
  isUnrestricted: (text, key) => {
    // The account of an ARN, or its name if it has none (a bucket); an organization; the ID of a role.
    const whose = text.split(/[:/]/).slice(key.endsWith("arn") ? 4 : 0);
    return /[*?]/.test(whose.find((part) => part !== "") ?? "*");
  },
};

/** Conditions that restrict the callers within one account. */
export const accountCallerRestriction: Restriction = {
  keys: /^aws:(principalarn|userid|username|principaltag\/.*)$|^sts:externalid$/,
  isUnrestricted: (text, key) =>
    isAnyName(text, "") ||
    (key === "aws:principalarn" && isEverything(text, "iam:role/", "iam:user/", "sts:assumed-role/")),
};

/** Conditions that restrict the services to which a role may be passed. */
export const passedServiceRestriction: Restriction = {
  keys: /^iam:passedtoservice$/,
  isUnrestricted: (text) => isAnyName(text, "", ".amazonaws.com"),
};
