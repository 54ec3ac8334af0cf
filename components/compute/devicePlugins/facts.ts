import { serviceFacts } from "../../../core/services/serviceFacts";

export const facts = serviceFacts({
  title: "device plugins",
  purpose: "make Neuron devices and EFA adapters available to pods",
  namespace: undefined,
  charts: {
    "neuron-helm-chart": {
      chart: "oci://public.ecr.aws/neuron/neuron-helm-chart",
      version: "1.10.0",
      source: "a public page that shows its values, 2026",
      verified: false,
      images: ["public.ecr.aws/neuron/neuron-device-plugin:2.31.0.0"],
      crds: [],
      checked: "2026-11-24",
      kubernetes: { oldest: "1.34", newest: "1.36" },
      billed: "nothing",
    },
    "aws-efa-k8s-device-plugin": {
      chart: "aws-efa-k8s-device-plugin",
      repository: "https://aws.github.io/eks-charts",
      version: "v0.5.30",
      source: "https://github.com/aws/eks-charts stable/aws-efa-k8s-device-plugin, 2026-07-21",
      verified: false,
      images: ["602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/aws-efa-k8s-device-plugin:v0.5.20"],
      crds: [],
      checked: "2026-11-24",
      kubernetes: { oldest: "1.34", newest: "1.36" },
      billed: "nothing",
    },
  },
  kinds: [],
  allowedTraffic: {},
  exemptions: [],
  standIns: () => import("./standIn").then(({ standIns }) => standIns),
});
