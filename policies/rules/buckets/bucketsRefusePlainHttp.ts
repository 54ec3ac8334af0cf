import { conditionsOf, entriesOf, type Statement, statementsIn, withoutTokens } from "../../iam/statements";
import { fieldOf, textsIn } from "../../inputReaders";
import { stackRule } from "../../rule";

/** Matches ARNs that cover all objects of a bucket. An S3 ARN has one slash, between the bucket and the object. */
const everyObject = /^[^/]*\/?\*$/;

export const rule = stackRule({
  name: "buckets-refuse-plain-http",
  title: "Every bucket denies requests without TLS",
  severity: "high",
  why: "A client configured with http:// sends data sets and its session over the network unencrypted, and anyone on the path can read them.",
  fix: 'deny s3:* to Principal "*" where aws:SecureTransport is "false", as bucketPolicy.ts does',
  references: [{ name: "CKV_AWS_379" }],
  enforcement: "mandatory",
  types: ["aws:s3/bucket:Bucket"],
  check: (bucket, graph) => {
    const policies = graph.dependents(bucket, "aws:s3/bucketPolicy:BucketPolicy", "bucket");
    if (policies.length === 0) return [{ problem: "must have a BucketPolicy" }];
    const statements = policies.flatMap(({ knownInputs }) => statementsIn(fieldOf(knownInputs, "policy"), "policy"));
    return statements.some(refusesPlainHttp) ? [] : [{ problem: "its BucketPolicy must deny requests without TLS" }];
  },
});

/** Whether a statement denies every request without TLS. A further condition would allow some of them. */
function refusesPlainHttp(statement: Statement): boolean {
  const { fields } = statement;
  const principal = fieldOf(fields, "Principal");
  const allPrincipals = principal === "*" || textsIn(fieldOf(principal, "AWS"), "").some(({ text }) => text === "*");
  const everything = entriesOf(statement, "Action").some(({ text }) => text === "s3:*" || text === "*");
  const objects = entriesOf(statement, "Resource").some(({ text }) => everyObject.test(withoutTokens(text)));
  const [plain, ...more] = conditionsOf(statement);
  const always =
    plain?.key === "aws:securetransport" &&
    plain.operator === "Bool" &&
    plain.values.some(({ text }) => text === "false") &&
    more.length === 0;
  return fieldOf(fields, "Effect") === "Deny" && allPrincipals && everything && objects && always;
}
