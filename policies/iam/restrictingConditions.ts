import { isAnyName, isEverything, narrowingConditions, type Statement, withoutTokens } from "./statements";

/** What a condition tells apart: those of its keys that do, and whether a value of one is as good as any other. */
export interface Narrowing {
  readonly keys: RegExp;
  readonly isAny: (text: string, key: string) => boolean;
}

/** Whether a condition narrows a statement: each of its values does. One that begins with what AWS is yet to tell may. */
export function isNarrowed(statement: Statement, { keys, isAny }: Narrowing): boolean {
  return narrowingConditions(statement).some(
    ({ operator, key, values }) =>
      /^(foranyvalue:)?(string|arn)/i.test(operator) &&
      keys.test(key) &&
      values.length > 0 &&
      values.map(({ text }) => withoutTokens(text)).every((text) => text.startsWith("…") || !isAny(text, key)),
  );
}

/** Resources among all. A region, a service on the way, or who asks, tells none apart. */
export const resources: Narrowing = {
  keys: new RegExp(
    [
      "^[a-z0-9-]+:(resource|request)tag/",
      "^rds:[a-z]+-tag/",
      // Tags are given to what is made in the same request, and to nothing else.
      ":createaction$",
      "^kms:(encryptioncontext:|resourcealiases$|requestalias$)",
      "^ec2:(vpc|subnet)$",
      "^ecs:cluster$",
      "^elasticfilesystem:accesspointarn$",
      "^lambda:functionarn$",
      "^secretsmanager:(name|secretid)$",
      // Their actions know no narrower resource.
      "^cloudwatch:namespace$",
      "^iam:awsservicename$",
    ].join("|"),
  ),
  isAny: (text) =>
    isAnyName(text, "") ||
    isAnyName(text, "alias/") ||
    (text.startsWith("arn:") && isEverything(text, "ec2:vpc/", "ec2:subnet/", "ecs:cluster/", "lambda:function:")),
};

/** Callers of all accounts: whose they are has to be said. */
export const callers: Narrowing = {
  keys: /^aws:((principal|source)(arn|account|orgid|orgpaths)|userid)$|^kms:calleraccount$/,
  isAny: (text, key) => {
    // An ARN's account, or its name where it has none, as a bucket's; an organization; a role's number.
    const whose = text.split(/[:/]/).slice(key.endsWith("arn") ? 4 : 0);
    return /[*?]/.test(whose.find((part) => part !== "") ?? "*");
  },
};

/** Callers of one account: its number says nothing more. */
export const callersOfAccount: Narrowing = {
  keys: /^aws:(principalarn|userid|username|principaltag\/.*)$|^sts:externalid$/,
  isAny: (text, key) =>
    isAnyName(text, "") ||
    (key === "aws:principalarn" && isEverything(text, "iam:role/", "iam:user/", "sts:assumed-role/")),
};

/** Services that a role is passed to. */
export const passedTo: Narrowing = {
  keys: /^iam:passedtoservice$/,
  isAny: (text) => isAnyName(text, "", ".amazonaws.com"),
};
