import { conditionsOf, entriesOf, type Statement, statementsIn, withoutTokens } from "../../iam/statements";
import { fieldOf, textsIn } from "../../inputReaders";
import { stackRule } from "../../rule";

/** All objects of a bucket, or more. An ARN of S3 has no slash but the one before its objects. */
const everyObject = /^[^/]*\/?\*$/;

export const rule = stackRule({
  name: "buckets-refuse-plain-http",
  title: "Every bucket refuses plain HTTP",
  severity: "high",
  why: "A client that was set to http:// sends data sets and its session over the network for anyone on the way to read.",
  fix: 'deny s3:* to Principal "*" where aws:SecureTransport is "false", as bucketPolicy.ts does',
  references: [{ name: "CKV_AWS_379" }],
  enforcement: "mandatory",
  types: ["aws:s3/bucket:Bucket"],
  check: (bucket, graph) => {
    const policies = graph.naming(bucket, "aws:s3/bucketPolicy:BucketPolicy", "bucket");
    if (policies.length === 0) return [{ problem: "has no BucketPolicy" }];
    const statements = policies.flatMap(({ knownInputs }) => statementsIn(fieldOf(knownInputs, "policy"), "policy"));
    return statements.some(refusesPlainHttp) ? [] : [{ problem: "its BucketPolicy lets plain HTTP in" }];
  },
});

/** Whether a statement is about all, and about all plain HTTP: a further condition lets some in again. */
function refusesPlainHttp(statement: Statement): boolean {
  const { fields } = statement;
  const principal = fieldOf(fields, "Principal");
  const everybody = principal === "*" || textsIn(fieldOf(principal, "AWS"), "").some(({ text }) => text === "*");
  const everything = entriesOf(statement, "Action").some(({ text }) => text === "s3:*" || text === "*");
  const objects = entriesOf(statement, "Resource").some(({ text }) => everyObject.test(withoutTokens(text)));
  const [plain, ...more] = conditionsOf(statement);
  const always =
    plain?.key === "aws:securetransport" &&
    plain.operator === "Bool" &&
    plain.values.some(({ text }) => text === "false") &&
    more.length === 0;
  return fieldOf(fields, "Effect") === "Deny" && everybody && everything && objects && always;
}
