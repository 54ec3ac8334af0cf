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
    { of: "logs that are retained", stack: [logGroup()] },
    { of: "anything of dev", stack: [zone], context: { environment: "dev" } },
  ],
  failing: [{ of: "a zone that is neither", stack: [zone], says: "is neither protected nor retained" }],
});
