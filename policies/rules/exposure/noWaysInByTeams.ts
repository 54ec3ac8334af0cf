import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-ways-in-by-teams",
  title: "Teams open no load balancers and no ports of nodes",
  severity: "high",
  why: "A load balancer of a team's own offers a model or a notebook without TLS and without login, past the gateway that has both.",
  fix: "leave out spec.type and serve the model with InferenceService or ModelService: the gateway offers it",
  references: [{ name: "C-0256" }],
  enforcement: "mandatory",
  kinds: ["Service"],
  scope: "teams",
  problem: "opens a way into the cluster",
  offenders: "['LoadBalancer', 'NodePort'].filter(type, object.?spec.?type.orValue('ClusterIP') == type)",
});
