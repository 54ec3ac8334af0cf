import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { service } from "../../specimens/exposure";
import { rule } from "./noExternalIps";

export default specimens(rule, {
  passing: [{ of: "a team's Service without externalIPs", stack: [service()] }],
  failing: [
    {
      of: "a team's Service with externalIPs",
      stack: [service({ externalIPs: ["198.51.100.7"] })],
      says: "the Service must not claim addresses with: spec.externalIPs",
    },
    {
      of: "a platform Service with externalIPs",
      stack: [service({ externalIPs: ["198.51.100.7"] }, { namespace: platformNamespace })],
      says: "the Service must not claim addresses with: spec.externalIPs",
    },
  ],
});
