import type { AlertGroup } from "../alertGroup";
import { withObjectNamespace } from "../queries";

/** Rollouts that Flagger rolled back, or that do not end. The label `name` is that of the Deployment. */
export const flagger: AlertGroup = {
  name: "flagger",
  alerts: [
    {
      name: "RolloutRolledBack",
      expression: withStatus(2),
      forMinutes: 0,
      severity: "warning",
      summary: "The rollout of {{ $labels.name }} in {{ $labels.namespace }} failed and was rolled back",
      description:
        "The previous version answers all requests. The alert ends when the next version is rolled out or the change is reverted.",
      runbook: "flagger",
    },
    {
      name: "RolloutNotEnding",
      expression: withStatus(0),
      forMinutes: 360,
      severity: "warning",
      summary: "The rollout of {{ $labels.name }} in {{ $labels.namespace }} has not ended for six hours",
      description:
        "Two versions answer requests, and pods of both run. Usually the gateway has not accepted the route, so that weights cannot change.",
      runbook: "flagger",
    },
  ],
};

/** Selects Canaries by the status of the last analysis: 0 is running, 1 succeeded, 2 failed. */
function withStatus(status: 0 | 2): string {
  return withObjectNamespace(`max by (exported_namespace, name) (flagger_canary_status) == ${status}`);
}
