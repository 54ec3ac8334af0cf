import { kubernetesRule } from "../../rule";

const scheme = "service.beta.kubernetes.io/aws-load-balancer-scheme";

export const rule = kubernetesRule({
  name: "load-balancers-restrict-clients",
  title: "Load balancers of the platform set a scheme and the networks that may connect",
  severity: "high",
  why: "Without loadBalancerSourceRanges, the security group is open to 0.0.0.0/0. Without a scheme, another controller may expose the load balancer to the Internet.",
  fix: `set the annotation ${scheme} and spec.loadBalancerSourceRanges, as IngressGateway does`,
  references: [
    { name: "C-0256" },
    {
      name: "AWS Load Balancer Controller: NLB",
      url: "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/",
    },
  ],
  enforcement: "mandatory",
  kinds: ["Service"],
  scope: "platform",
  parts: ["metadata.annotations", "spec"],
  problem: "the load balancer must set",
  violations: `object.?spec.?type.orValue('ClusterIP') != 'LoadBalancer' ? [] :
    ('${scheme}' in variables.annotations ? [] : ['${scheme}'])
    + (size(object.?spec.?loadBalancerSourceRanges.orValue([])) > 0 ? [] : ['spec.loadBalancerSourceRanges'])`,
});
