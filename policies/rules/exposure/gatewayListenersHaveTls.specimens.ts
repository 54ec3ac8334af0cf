import { specimens } from "../../specimen";
import { gateway, httpsListener } from "../../specimens/exposure";
import { rule } from "./gatewayListenersHaveTls";

export default specimens(rule, {
  passing: [{ title: "an HTTPS listener", stack: [gateway([httpsListener])] }],
  failing: [
    {
      title: "an HTTP listener beside an HTTPS listener",
      stack: [gateway([httpsListener, { name: "plain", port: 80, protocol: "HTTP" }])],
      message: "listeners must not use plain HTTP: plain",
    },
  ],
});
