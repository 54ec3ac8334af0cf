import type { StandIn } from "../../core/charts/standIn";

const prometheusOperatorCrds: StandIn = {
  source: "github.com/prometheus-community/helm-charts prometheus-operator-crds-31.0.1, operator v0.93.1",
  values: { crds: { annotations: {} } },
  workloads: [],
  definitions: { folder: "prometheus-operator" },
};

export const standIns = { "prometheus-operator-crds": prometheusOperatorCrds } as const;
