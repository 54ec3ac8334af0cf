import { specimens } from "../../specimen";
import { database, databaseWithoutParameters } from "../../specimens/data";
import { rule } from "./databasesRequireTls";

const says = "parameterGroupName: names no group that sets rds.force_ssl";

export default specimens(rule, {
  passing: [
    { of: "PostgreSQL that requires it", stack: database() },
    {
      of: "MySQL that requires it",
      stack: database({ engine: "mysql", engineVersion: "8.4" }, [{ name: "require_secure_transport", value: "ON" }]),
    },
  ],
  failing: [
    { of: "a database with AWS's parameters", stack: [databaseWithoutParameters()], says },
    { of: "parameters of other things", stack: database({}, [{ name: "log_connections", value: "1" }]), says },
    { of: "parameters that switch it off", stack: database({}, [{ name: "rds.force_ssl", value: "0" }]), says },
    {
      of: "MySQL that does not",
      stack: database({ engine: "mysql", engineVersion: "8.4" }),
      says: "parameterGroupName: names no group that sets require_secure_transport",
    },
  ],
});
