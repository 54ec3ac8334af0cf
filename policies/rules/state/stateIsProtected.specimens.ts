import { resource, specimens } from "../../specimen";
import { tags } from "../../specimens/baseStack";
import { bucket } from "../../specimens/bucket";
import { database, logGroup } from "../../specimens/data";
import { rule } from "./stateIsProtected";

const zone = resource(
  "aws:route53/zone:Zone",
  "zone",
  { name: "ml.example.com", tags },
  { options: { retainOnDelete: false } },
);

export default specimens(rule, {
  passing: [
    { of: "a protected bucket and database", stack: [...bucket(), ...database()] },
    { of: "a retained log group", stack: [logGroup()] },
    { of: "an unprotected zone in dev", stack: [zone], context: { environment: "dev" } },
  ],
  failing: [{ of: "an unprotected zone in prod", stack: [zone], says: "must be protected or retained" }],
});
