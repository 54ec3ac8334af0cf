import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-external-access-by-teams",
  title: "Teams create no load balancers, NodePorts, Ingresses or Gateways",
  severity: "high",
  why: "A team's own load balancer exposes a model or a notebook without TLS and authentication, because it bypasses the platform's gateway.",
  fix: "remove the object, or the Service's spec.type; expose the model through the platform's gateway with InferenceService, ModelService or an HTTPRoute",
  references: [{ name: "C-0256" }],
  enforcement: "mandatory",
  kinds: ["Service", "Ingress", "Gateway"],
  scope: "teams",
  problem: "a team's namespace must not expose workloads outside the cluster by",
  // An HTTPRoute is allowed, because it uses the platform's gateway.
  violations: `object.kind == 'Service'
    ? ['LoadBalancer', 'NodePort'].filter(type, object.?spec.?type.orValue('ClusterIP') == type) : [object.kind]`,
});
