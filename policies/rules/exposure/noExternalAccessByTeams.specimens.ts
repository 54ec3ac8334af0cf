import { object, specimens } from "../../specimen";
import { team } from "../../specimens/baseStack";
import { gateway, httpsListener, ingress, loadBalancer, service } from "../../specimens/exposure";
import { rule } from "./noExternalAccessByTeams";

const httpRoute = object({
  apiVersion: "gateway.networking.k8s.io/v1",
  kind: "HTTPRoute",
  metadata: { name: "main", namespace: team },
  spec: {
    parentRefs: [{ name: "platform", namespace: "istio-ingress" }],
    rules: [{ backendRefs: [{ name: "main", port: 80 }] }],
  },
});

export default specimens(rule, {
  passing: [
    { of: "a Service of a team", stack: [service()] },
    { of: "a headless Service of a training job", stack: [service({ clusterIP: "None" })] },
    { of: "an Ingress and a Gateway of the platform's", stack: [ingress(), gateway([httpsListener])] },
    { of: "a team's route on the platform's gateway", stack: [httpRoute] },
    { of: "a load balancer of the platform's", stack: [loadBalancer()] },
  ],
  failing: [
    {
      of: "a load balancer",
      stack: [service({ type: "LoadBalancer" })],
      says: "opens a way into the cluster: LoadBalancer",
    },
    {
      of: "an Ingress, of which AWS makes a load balancer on the Internet",
      stack: [ingress({}, { namespace: team, annotations: { "alb.ingress.kubernetes.io/scheme": "internet-facing" } })],
      says: "opens a way into the cluster: Ingress",
    },
    {
      of: "a Gateway of its own",
      stack: [gateway([httpsListener], team)],
      says: "opens a way into the cluster: Gateway",
    },
    {
      of: "a port of every node",
      stack: [service({ type: "NodePort" })],
      says: "opens a way into the cluster: NodePort",
    },
  ],
});
