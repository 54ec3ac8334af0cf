import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { loadBalancer, service } from "../../specimens/exposure";
import { rule } from "./loadBalancersRestrictClients";

export default specimens(rule, {
  passing: [
    { of: "a load balancer for private networks", stack: [loadBalancer()] },
    { of: "a ClusterIP Service", stack: [service({}, { namespace: platformNamespace })] },
  ],
  failing: [
    {
      of: "a load balancer without source ranges",
      stack: [loadBalancer({ loadBalancerSourceRanges: undefined })],
      says: "the load balancer must set: spec.loadBalancerSourceRanges",
    },
    {
      of: "a load balancer without a scheme",
      stack: [loadBalancer({}, { annotations: {} })],
      says: "the load balancer must set: service.beta.kubernetes.io/aws-load-balancer-scheme",
    },
  ],
});
