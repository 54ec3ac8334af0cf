import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-external-access-by-teams",
  title: "Teams open no load balancers, no ports of nodes, no Ingress and no Gateway",
  severity: "high",
  why: "A load balancer of a team's own offers a model or a notebook without TLS and without login, past the gateway that has both.",
  fix: "leave it out, of a Service spec.type, and serve the model with InferenceService or ModelService, or an HTTPRoute: the gateway offers it",
  references: [{ name: "C-0256" }],
  enforcement: "mandatory",
  kinds: ["Service", "Ingress", "Gateway"],
  scope: "teams",
  problem: "opens a way into the cluster",
  // An HTTPRoute is none: it hangs on the platform's gateway.
  violations: `object.kind == 'Service'
    ? ['LoadBalancer', 'NodePort'].filter(type, object.?spec.?type.orValue('ClusterIP') == type) : [object.kind]`,
});
