import { serviceFacts } from "../../core/services/serviceFacts";

export const facts = serviceFacts({
  title: "AWS Load Balancer Controller",
  purpose: "network load balancers for Services",
  namespace: undefined,
  charts: {
    "aws-load-balancer-controller": {
      chart: "aws-load-balancer-controller",
      repository: "https://aws.github.io/eks-charts",
      version: "3.5.0",
      source: "https://github.com/aws/eks-charts tag v0.0.242, commit 5239609242f3, 2026-08-03",
      verified: true,
      images: ["public.ecr.aws/eks/aws-load-balancer-controller:v3.5.0"],
      crds: [
        "aga.k8s.aws/GlobalAccelerator",
        "elbv2.k8s.aws/ALBTargetControlConfig",
        "elbv2.k8s.aws/IngressClassParams",
        "elbv2.k8s.aws/TargetGroupBinding",
        "gateway.k8s.aws/ListenerRuleConfiguration",
        "gateway.k8s.aws/LoadBalancerConfiguration",
        "gateway.k8s.aws/TargetGroupConfiguration",
      ],
      crdPlace: "crds",
      checked: "2026-11-24",
      kubernetes: { oldest: "1.34", newest: "1.36" },
      billed: "nothing",
    },
  },
  kinds: [
    {
      group: "elbv2.k8s.aws",
      version: "v1beta1",
      kind: "IngressClassParams",
      plural: "ingressclassparams",
      namespaced: false,
      teams: "none",
      pods: "none",
    },
    {
      group: "elbv2.k8s.aws",
      version: "v1beta1",
      kind: "TargetGroupBinding",
      plural: "targetgroupbindings",
      namespaced: true,
      teams: "none",
      pods: "none",
    },
  ],
  allowedTraffic: { fromApiServer: [9443], metrics: [8080], https: true, podIdentity: true },
  exemptions: [],
  standIns: () => import("./standIn").then(({ standIns }) => standIns),
});
