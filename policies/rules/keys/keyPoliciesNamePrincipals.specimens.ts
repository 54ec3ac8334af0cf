import { specimens } from "../../specimen";
import { key, keyPolicy } from "../../specimens/keys";
import { rule } from "./keyPoliciesNamePrincipals";

const use = { Effect: "Allow", Principal: { AWS: "*" }, Action: "kms:Decrypt", Resource: "*" };
const says = "policy.Statement[1].Principal.AWS: opens the key to everybody";

export default specimens(rule, {
  passing: [
    { of: "a key of its account", stack: [key()] },
    { of: "a key with AWS's policy", stack: [key({ policy: undefined })] },
    {
      of: "everybody of one account",
      stack: [key({}, keyPolicy({ ...use, Condition: { StringEquals: { "kms:CallerAccount": "111122223333" } } }))],
    },
  ],
  failing: [
    { of: "everybody", stack: [key({}, keyPolicy(use))], says },
    {
      of: "everybody, in few words",
      stack: [key({}, keyPolicy({ ...use, Principal: "*" }))],
      says: "policy.Statement[1].Principal: opens the key to everybody",
    },
    {
      of: "everybody who comes by one service",
      stack: [
        key({}, keyPolicy({ ...use, Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } } })),
      ],
      says,
    },
  ],
});
