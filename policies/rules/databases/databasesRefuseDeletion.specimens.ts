import { specimens } from "../../specimen";
import { database } from "../../specimens/data";
import { rule } from "./databasesRefuseDeletion";

const unprotected = database({ deletionProtection: false });

export default specimens(rule, {
  passing: [
    { of: "a database with deletion protection", stack: database() },
    { of: "a database in dev without deletion protection", stack: unprotected, context: { environment: "dev" } },
  ],
  failing: [
    {
      of: "a database in prod without deletion protection",
      stack: unprotected,
      says: "deletionProtection: must be true outside dev",
    },
  ],
});
