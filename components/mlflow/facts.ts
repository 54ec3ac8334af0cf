import { serviceFacts } from "../../core/services/serviceFacts";

export const facts = serviceFacts({
  title: "MLflow",
  purpose: "experiments and registered models",
  namespace: "mlflow",
  charts: {},
  kinds: [],
  allowedTraffic: {},
  exemptions: [],
  standIns: () => Promise.resolve({}),
});
