import { specimens } from "../../specimen";
import { database, databaseWithoutParameters } from "../../specimens/data";
import { rule } from "./databasesRequireTls";

const says = "parameterGroupName: must name a ParameterGroup that sets rds.force_ssl";

export default specimens(rule, {
  passing: [
    { of: "PostgreSQL that requires TLS", stack: database() },
    {
      of: "MySQL that requires TLS",
      stack: database({ engine: "mysql", engineVersion: "8.4" }, [{ name: "require_secure_transport", value: "ON" }]),
    },
  ],
  failing: [
    { of: "a database with AWS's default parameters", stack: [databaseWithoutParameters()], says },
    {
      of: "a parameter group with other parameters",
      stack: database({}, [{ name: "log_connections", value: "1" }]),
      says,
    },
    { of: "a parameter group that turns TLS off", stack: database({}, [{ name: "rds.force_ssl", value: "0" }]), says },
    {
      of: "MySQL that does not require TLS",
      stack: database({ engine: "mysql", engineVersion: "8.4" }),
      says: "parameterGroupName: must name a ParameterGroup that sets require_secure_transport",
    },
  ],
});
