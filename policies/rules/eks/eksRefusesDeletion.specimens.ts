import { specimens } from "../../specimen";
import { cluster } from "../../specimens/cluster";
import { rule } from "./eksRefusesDeletion";

const unprotected = [cluster({ deletionProtection: undefined })];

export default specimens(rule, {
  passing: [
    { title: "a cluster with deletion protection", stack: [cluster()] },
    { title: "a cluster in dev without deletion protection", stack: unprotected, context: { environment: "dev" } },
  ],
  failing: [
    {
      title: "a cluster in prod without deletion protection",
      stack: unprotected,
      message: "deletionProtection: must be true outside dev",
    },
  ],
});
