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
    { title: "a protected bucket and database", stack: [...bucket(), ...database()] },
    { title: "a retained log group", stack: [logGroup()] },
    { title: "an unprotected zone in dev", stack: [zone], context: { environment: "dev" } },
  ],
  failing: [{ title: "an unprotected zone in prod", stack: [zone], message: "must be protected or retained" }],
});
