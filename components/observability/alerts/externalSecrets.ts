import type { AlertGroup } from "../alertGroup";
import { withObjectNamespace } from "../queries";

/** Secrets that External Secrets cannot copy. */
export const externalSecrets: AlertGroup = {
  name: "external-secrets",
  alerts: [
    {
      name: "ExternalSecretNotSynced",
      expression: notReady("externalsecret_status_condition"),
      forMinutes: 15,
      severity: "warning",
      summary:
        "ExternalSecret {{ $labels.name }} of {{ $labels.exported_namespace }} has not been synced for 15 minutes",
      description: "Its Secret is missing or out of date: pods do not start, or use a password that has been replaced.",
      runbook: "external-secrets",
    },
    {
      name: "SecretStoreNotReady",
      expression: notReady("secretstore_status_condition"),
      forMinutes: 15,
      severity: "warning",
      summary: "SecretStore {{ $labels.name }} of {{ $labels.exported_namespace }} has not been ready for 15 minutes",
      description:
        "Its role cannot be assumed, or Secrets Manager does not answer: no secret of the namespace is synced.",
      runbook: "external-secrets",
    },
  ],
};

function notReady(metric: string): string {
  return withObjectNamespace(`max by (exported_namespace, name) (${metric}{condition="Ready", status="False"}) == 1`);
}
