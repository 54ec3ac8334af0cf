import { specimens } from "../../specimen";
import { database } from "../../specimens/data";
import { rule } from "./databasesRefuseDeletion";

const unprotected = database({ deletionProtection: false });

export default specimens(rule, {
  passing: [
    { of: "a database that refuses", stack: database() },
    { of: "a database of dev that does not", stack: unprotected, context: { environment: "dev" } },
  ],
  failing: [{ of: "a database that does not", stack: unprotected, says: "deletionProtection: is off" }],
});
