import { specimens } from "../../specimen";
import { loadBalancer, service } from "../../specimens/exposure";
import { rule } from "./noWaysInByTeams";

export default specimens(rule, {
  passing: [
    { of: "a Service of a team", stack: [service()] },
    { of: "a headless Service of a training job", stack: [service({ clusterIP: "None" })] },
    { of: "a load balancer of the platform's", stack: [loadBalancer()] },
  ],
  failing: [
    {
      of: "a load balancer",
      stack: [service({ type: "LoadBalancer" })],
      says: "opens a way into the cluster: LoadBalancer",
    },
    {
      of: "a port of every node",
      stack: [service({ type: "NodePort" })],
      says: "opens a way into the cluster: NodePort",
    },
  ],
});
