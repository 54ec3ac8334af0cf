import { specimens } from "../../specimen";
import { cluster } from "../../specimens/cluster";
import { rule } from "./eksRefusesDeletion";

const unprotected = [cluster({ deletionProtection: undefined })];

export default specimens(rule, {
  passing: [
    { of: "a cluster with deletion protection", stack: [cluster()] },
    { of: "a cluster in dev without deletion protection", stack: unprotected, context: { environment: "dev" } },
  ],
  failing: [
    {
      of: "a cluster in prod without deletion protection",
      stack: unprotected,
      says: "deletionProtection: must be true outside dev",
    },
  ],
});
