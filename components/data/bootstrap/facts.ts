import { serviceFacts } from "../../../core/services/serviceFacts";

export const facts = serviceFacts({
  title: "databases",
  purpose: "jobs that create roles and databases in PostgreSQL",
  namespace: "databases",
  charts: {},
  kinds: [],
  allowedTraffic: {},
  exemptions: [],
  standIns: () => Promise.resolve({}),
});
