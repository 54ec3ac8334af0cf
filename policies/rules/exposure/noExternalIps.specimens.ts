import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { service } from "../../specimens/exposure";
import { rule } from "./noExternalIps";

export default specimens(rule, {
  passing: [{ title: "a team's Service without externalIPs", stack: [service()] }],
  failing: [
    {
      title: "a team's Service with externalIPs",
      stack: [service({ externalIPs: ["198.51.100.7"] })],
      message: "the Service must not claim addresses with: spec.externalIPs",
    },
    {
      title: "a platform Service with externalIPs",
      stack: [service({ externalIPs: ["198.51.100.7"] }, { namespace: platformNamespace })],
      message: "the Service must not claim addresses with: spec.externalIPs",
    },
  ],
});
