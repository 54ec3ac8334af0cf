import { specimens } from "../../specimen";
import { database } from "../../specimens/data";
import { rule } from "./databasesRefuseDeletion";

const unprotected = database({ deletionProtection: false });

export default specimens(rule, {
  passing: [
    { title: "a database with deletion protection", stack: database() },
    { title: "a database in dev without deletion protection", stack: unprotected, context: { environment: "dev" } },
  ],
  failing: [
    {
      title: "a database in prod without deletion protection",
      stack: unprotected,
      message: "deletionProtection: must be true outside dev",
    },
  ],
});
