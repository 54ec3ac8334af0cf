import { specimens } from "../../specimen";
import { gateway, httpsListener } from "../../specimens/exposure";
import { rule } from "./gatewayListenersHaveTls";

export default specimens(rule, {
  passing: [{ of: "an HTTPS listener", stack: [gateway([httpsListener])] }],
  failing: [
    {
      of: "an HTTP listener beside an HTTPS listener",
      stack: [gateway([httpsListener, { name: "plain", port: 80, protocol: "HTTP" }])],
      says: "listeners must not use plain HTTP: plain",
    },
  ],
});
