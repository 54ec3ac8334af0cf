import { serviceFacts } from "../../core/services/serviceFacts";
import { kedaTraffic } from "./allowedTraffic";
import { scaledObjectObjects } from "./objectNames";

export const facts = serviceFacts({
  title: "KEDA",
  purpose: "autoscaling by Prometheus metrics: models with accelerators scale by requests in flight",
  namespace: "keda",
  charts: {
    keda: {
      chart: "keda",
      repository: "https://kedacore.github.io/charts",
      version: "2.20.2",
      source: "https://github.com/kedacore/charts tag v2.20.2, commit cbb9bb8ce080, 2026-07-31",
      verified: true,
      images: [
        "ghcr.io/kedacore/keda-admission-webhooks:2.20.2",
        "ghcr.io/kedacore/keda-metrics-apiserver:2.20.2",
        "ghcr.io/kedacore/keda:2.20.2",
      ],
      crds: [
        "eventing.keda.sh/CloudEventSource",
        "eventing.keda.sh/ClusterCloudEventSource",
        "keda.sh/ClusterTriggerAuthentication",
        "keda.sh/ScaledJob",
        "keda.sh/ScaledObject",
        "keda.sh/TriggerAuthentication",
      ],
      checked: "2026-11-28",
      kubernetes: { oldest: "1.34", newest: "1.36" },
      billed: "nothing",
    },
  },
  kinds: [
    {
      group: "keda.sh",
      version: "v1alpha1",
      kind: "ScaledObject",
      plural: "scaledobjects",
      namespaced: true,
      teams: "view",
      creates: scaledObjectObjects,
      // It creates no pods itself: it creates an autoscaler for an existing Deployment.
      pods: "none",
    },
    {
      group: "keda.sh",
      version: "v1alpha1",
      kind: "ScaledJob",
      plural: "scaledjobs",
      namespaced: true,
      teams: "none",
      createdKinds: ["Job"],
      pods: "hidden",
    },
    {
      group: "keda.sh",
      version: "v1alpha1",
      kind: "TriggerAuthentication",
      plural: "triggerauthentications",
      namespaced: true,
      teams: "view",
      pods: "none",
    },
    {
      group: "keda.sh",
      version: "v1alpha1",
      kind: "ClusterTriggerAuthentication",
      plural: "clustertriggerauthentications",
      namespaced: false,
      teams: "none",
      pods: "none",
    },
  ],
  allowedTraffic: kedaTraffic,
  exemptions: [],
  standIns: () => import("./standIn").then(({ standIns }) => standIns),
});
