import type { AlertGroup } from "../alertGroup";

/** Applications of Argo CD that differ from their source or are unhealthy. */
export const argoCd: AlertGroup = {
  name: "argo-cd",
  alerts: [
    {
      name: "ArgoApplicationOutOfSync",
      expression: application('sync_status!="Synced"'),
      forMinutes: 30,
      severity: "warning",
      summary: "Application {{ $labels.name }} of project {{ $labels.project }} has not been in sync for 30 minutes",
      description:
        "The cluster differs from its source: a sync fails, the source cannot be read, or an object was edited by hand.",
      runbook: "argo-cd",
    },
    {
      name: "ArgoApplicationUnhealthy",
      expression: application('health_status!="Healthy"'),
      forMinutes: 30,
      severity: "warning",
      summary: "Application {{ $labels.name }} of project {{ $labels.project }} has not been healthy for 30 minutes",
      description: "One of its objects is broken, missing or still in progress.",
      runbook: "argo-cd",
    },
  ],
};

function application(matcher: string): string {
  return `max by (name, project) (argocd_app_info{${matcher}}) == 1`;
}
