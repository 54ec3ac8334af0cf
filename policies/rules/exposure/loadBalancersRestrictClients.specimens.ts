import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { loadBalancer, service } from "../../specimens/exposure";
import { rule } from "./loadBalancersRestrictClients";

export default specimens(rule, {
  passing: [
    { of: "a load balancer for private networks", stack: [loadBalancer()] },
    { of: "a Service inside of the cluster", stack: [service({}, { namespace: platformNamespace })] },
  ],
  failing: [
    {
      of: "one without networks",
      stack: [loadBalancer({ loadBalancerSourceRanges: undefined })],
      says: "a load balancer leaves out: spec.loadBalancerSourceRanges",
    },
    {
      of: "one without a scheme",
      stack: [loadBalancer({}, { annotations: {} })],
      says: "a load balancer leaves out: service.beta.kubernetes.io/aws-load-balancer-scheme",
    },
  ],
});
