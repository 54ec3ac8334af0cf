import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { service } from "../../specimens/exposure";
import { rule } from "./noExternalIps";

export default specimens(rule, {
  passing: [{ of: "a Service of a team", stack: [service()] }],
  failing: [
    {
      of: "a team's Service",
      stack: [service({ externalIPs: ["198.51.100.7"] })],
      says: "claims addresses: spec.externalIPs",
    },
    {
      of: "the platform's Service",
      stack: [service({ externalIPs: ["198.51.100.7"] }, { namespace: platformNamespace })],
      says: "claims addresses: spec.externalIPs",
    },
  ],
});
