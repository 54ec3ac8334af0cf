import { specimens } from "../../specimen";
import { cluster } from "../../specimens/cluster";
import { rule } from "./eksRefusesDeletion";

const unprotected = [cluster({ deletionProtection: undefined })];

export default specimens(rule, {
  passing: [
    { of: "a cluster that refuses", stack: [cluster()] },
    { of: "a cluster of dev that does not", stack: unprotected, context: { environment: "dev" } },
  ],
  failing: [{ of: "a cluster that does not", stack: unprotected, says: "deletionProtection: is off" }],
});
