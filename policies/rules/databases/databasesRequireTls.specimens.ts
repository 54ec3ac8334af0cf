import { specimens } from "../../specimen";
import { database, databaseWithoutParameters } from "../../specimens/data";
import { rule } from "./databasesRequireTls";

const message = "parameterGroupName: must name a ParameterGroup that sets rds.force_ssl";

export default specimens(rule, {
  passing: [
    { title: "PostgreSQL that requires TLS", stack: database() },
    {
      title: "MySQL that requires TLS",
      stack: database({ engine: "mysql", engineVersion: "8.4" }, [{ name: "require_secure_transport", value: "ON" }]),
    },
  ],
  failing: [
    { title: "a database with AWS's default parameters", stack: [databaseWithoutParameters()], message },
    {
      title: "a parameter group with other parameters",
      stack: database({}, [{ name: "log_connections", value: "1" }]),
      message,
    },
    {
      title: "a parameter group that turns TLS off",
      stack: database({}, [{ name: "rds.force_ssl", value: "0" }]),
      message,
    },
    {
      title: "MySQL that does not require TLS",
      stack: database({ engine: "mysql", engineVersion: "8.4" }),
      message: "parameterGroupName: must name a ParameterGroup that sets require_secure_transport",
    },
  ],
});
