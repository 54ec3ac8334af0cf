import { specimens } from "../../specimen";
import { gateway, httpsListener } from "../../specimens/exposure";
import { rule } from "./gatewayListenersHaveTls";

export default specimens(rule, {
  passing: [{ of: "HTTPS", stack: [gateway([httpsListener])] }],
  failing: [
    {
      of: "HTTP beside HTTPS",
      stack: [gateway([httpsListener, { name: "plain", port: 80, protocol: "HTTP" }])],
      says: "listeners take plain HTTP: plain",
    },
  ],
});
