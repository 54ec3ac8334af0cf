import { kubernetesRule } from "../../rule";

const scheme = "service.beta.kubernetes.io/aws-load-balancer-scheme";

export const rule = kubernetesRule({
  name: "load-balancers-restrict-clients",
  title: "A load balancer of the platform's says who finds it, and which networks may call",
  severity: "high",
  why: "Without loadBalancerSourceRanges its security group is open to 0.0.0.0/0, and without a scheme another controller may put it on the Internet.",
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
  problem: "a load balancer leaves out",
  violations: `object.?spec.?type.orValue('ClusterIP') != 'LoadBalancer' ? [] :
    ('${scheme}' in variables.annotations ? [] : ['${scheme}'])
    + (size(object.?spec.?loadBalancerSourceRanges.orValue([])) > 0 ? [] : ['spec.loadBalancerSourceRanges'])`,
});
