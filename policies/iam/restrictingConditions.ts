import { isAnyName, isEverything, narrowingConditions, type Statement, withoutTokens } from "./statements";

/** Condition keys that restrict a statement, and a function that finds values without a restriction. */
export interface Narrowing {
  readonly keys: RegExp;
  readonly isAny: (text: string, key: string) => boolean;
}

/** Whether a condition restricts a statement with all of its values. A value with an unknown start counts as a restriction. */
export function isNarrowed(statement: Statement, { keys, isAny }: Narrowing): boolean {
  return narrowingConditions(statement).some(
    ({ operator, key, values }) =>
      /^(foranyvalue:)?(string|arn)/i.test(operator) &&
      keys.test(key) &&
      values.length > 0 &&
      values.map(({ text }) => withoutTokens(text)).every((text) => text.startsWith("…") || !isAny(text, key)),
  );
}

/** Conditions that restrict the resources. Conditions on the region, the calling service or the caller do not. */
export const resources: Narrowing = {
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
  isAny: (text) =>
    isAnyName(text, "") ||
    isAnyName(text, "alias/") ||
    (text.startsWith("arn:") && isEverything(text, "ec2:vpc/", "ec2:subnet/", "ecs:cluster/", "lambda:function:")),
};

/** Conditions that restrict callers of all accounts to an account, an organization or a role. */
export const callers: Narrowing = {
  keys: /^aws:((principal|source)(arn|account|orgid|orgpaths)|userid)$|^kms:calleraccount$/,
  isAny: (text, key) => {
    // The account of an ARN, or its name if it has none (a bucket); an organization; the ID of a role.
    const whose = text.split(/[:/]/).slice(key.endsWith("arn") ? 4 : 0);
    return /[*?]/.test(whose.find((part) => part !== "") ?? "*");
  },
};

/** Conditions that restrict the callers within one account. */
export const callersOfAccount: Narrowing = {
  keys: /^aws:(principalarn|userid|username|principaltag\/.*)$|^sts:externalid$/,
  isAny: (text, key) =>
    isAnyName(text, "") ||
    (key === "aws:principalarn" && isEverything(text, "iam:role/", "iam:user/", "sts:assumed-role/")),
};

/** Conditions that restrict the services to which a role may be passed. */
export const passedTo: Narrowing = {
  keys: /^iam:passedtoservice$/,
  isAny: (text) => isAnyName(text, "", ".amazonaws.com"),
};
