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
    { of: "a team's ClusterIP Service", stack: [service()] },
    { of: "a team's headless Service", stack: [service({ clusterIP: "None" })] },
    { of: "an Ingress and a Gateway of the platform", stack: [ingress(), gateway([httpsListener])] },
    { of: "a team's route on the platform's gateway", stack: [httpRoute] },
    { of: "a load balancer of the platform", stack: [loadBalancer()] },
  ],
  failing: [
    {
      of: "a team's load balancer",
      stack: [service({ type: "LoadBalancer" })],
      says: "a team's namespace must not expose workloads outside the cluster by: LoadBalancer",
    },
    {
      of: "a team's Ingress, for which AWS creates a public load balancer",
      stack: [ingress({}, { namespace: team, annotations: { "alb.ingress.kubernetes.io/scheme": "internet-facing" } })],
      says: "a team's namespace must not expose workloads outside the cluster by: Ingress",
    },
    {
      of: "a team's Gateway",
      stack: [gateway([httpsListener], team)],
      says: "a team's namespace must not expose workloads outside the cluster by: Gateway",
    },
    {
      of: "a team's NodePort Service",
      stack: [service({ type: "NodePort" })],
      says: "a team's namespace must not expose workloads outside the cluster by: NodePort",
    },
  ],
});
