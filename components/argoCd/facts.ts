import { serviceFacts } from "../../core/services/serviceFacts";

export const facts = serviceFacts({
  title: "Argo CD",
  purpose: "installs systems that upstream publishes as kustomizations: Gateway API, Training Operator",
  namespace: "argocd",
  charts: {
    "argo-cd": {
      chart: "argo-cd",
      repository: "https://argoproj.github.io/argo-helm",
      version: "10.1.1",
      source: "https://github.com/argoproj/argo-helm tag argo-cd-10.1.1, commit af0a9310bacb, 2026-07-02",
      verified: true,
      images: [
        "public.ecr.aws/docker/library/haproxy:3.3.10-alpine",
        "public.ecr.aws/docker/library/redis:8.2.3-alpine",
        "quay.io/argoproj/argocd:v3.4.4",
      ],
      crds: ["argoproj.io/AppProject", "argoproj.io/Application", "argoproj.io/ApplicationSet"],
      checked: "2026-11-24",
      kubernetes: { oldest: "1.34", newest: "1.36" },
      billed: "nothing",
    },
  },
  kinds: [
    {
      group: "argoproj.io",
      version: "v1alpha1",
      kind: "Application",
      plural: "applications",
      namespaced: true,
      statusSubresource: false,
      teams: "none",
      pods: "hidden",
    },
    {
      group: "argoproj.io",
      version: "v1alpha1",
      kind: "ApplicationSet",
      plural: "applicationsets",
      namespaced: true,
      teams: "none",
      pods: "hidden",
    },
    {
      group: "argoproj.io",
      version: "v1alpha1",
      kind: "AppProject",
      plural: "appprojects",
      namespaced: true,
      teams: "none",
      pods: "none",
    },
  ],
  allowedTraffic: { metrics: [8080, 8082, 8083, 8084], https: true },
  exemptions: [
    {
      rules: ["no-wildcard-permissions"],
      namespace: "",
      name: "argocd-application-controller",
      reason: "it applies everything in the Applications of the platform, including CRDs and permissions",
    },
  ],
  standIns: () => import("./standIn").then(({ standIns }) => standIns),
});
