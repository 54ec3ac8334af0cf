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
    { title: "a team's ClusterIP Service", stack: [service()] },
    { title: "a team's headless Service", stack: [service({ clusterIP: "None" })] },
    { title: "an Ingress and a Gateway of the platform", stack: [ingress(), gateway([httpsListener])] },
    { title: "a team's route on the platform's gateway", stack: [httpRoute] },
    { title: "a load balancer of the platform", stack: [loadBalancer()] },
  ],
  failing: [
    {
      title: "a team's load balancer",
      stack: [service({ type: "LoadBalancer" })],
      message: "a team's namespace must not expose workloads outside the cluster by: LoadBalancer",
    },
    {
      title: "a team's Ingress, for which AWS creates a public load balancer",
      stack: [ingress({}, { namespace: team, annotations: { "alb.ingress.kubernetes.io/scheme": "internet-facing" } })],
      message: "a team's namespace must not expose workloads outside the cluster by: Ingress",
    },
    {
      title: "a team's Gateway",
      stack: [gateway([httpsListener], team)],
      message: "a team's namespace must not expose workloads outside the cluster by: Gateway",
    },
    {
      title: "a team's NodePort Service",
      stack: [service({ type: "NodePort" })],
      message: "a team's namespace must not expose workloads outside the cluster by: NodePort",
    },
  ],
});
