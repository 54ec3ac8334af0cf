import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { loadBalancer, service } from "../../specimens/exposure";
import { rule } from "./loadBalancersRestrictClients";

export default specimens(rule, {
  passing: [
    { title: "a load balancer for private networks", stack: [loadBalancer()] },
    { title: "a ClusterIP Service", stack: [service({}, { namespace: platformNamespace })] },
  ],
  failing: [
    {
      title: "a load balancer without source ranges",
      stack: [loadBalancer({ loadBalancerSourceRanges: undefined })],
      message: "the load balancer must set: spec.loadBalancerSourceRanges",
    },
    {
      title: "a load balancer without a scheme",
      stack: [loadBalancer({}, { annotations: {} })],
      message: "the load balancer must set: service.beta.kubernetes.io/aws-load-balancer-scheme",
    },
  ],
});
