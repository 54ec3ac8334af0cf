import type { AlertGroup } from "../alertGroup";
import { withObjectNamespace } from "../queries";

const expiration = "certmanager_certificate_expiration_timestamp_seconds";
const renewal = "certmanager_certificate_renewal_timestamp_seconds";

/**
 * Seconds since each certificate's renewal time. Certificates that were never issued have the renewal time 0 and are
 * left out.
 */
const overdue = `(time() - (${perCertificate(renewal)} > 0))`;

/**
 * Certificates of cert-manager. Alerts compare with each certificate's own renewal time, because some certificates are
 * valid for only a day.
 */
export const certificates: AlertGroup = {
  name: "certificates",
  alerts: [
    {
      name: "CertificateNotReady",
      expression: withObjectNamespace(
        `${perCertificate('certmanager_certificate_ready_status{condition!="True"}')} == 1`,
      ),
      forMinutes: 15,
      severity: "warning",
      summary: "Certificate {{ $labels.name }} of {{ $labels.exported_namespace }} has not been ready for 15 minutes",
      description:
        "It was not issued, does not match its Secret, or has expired. Servers that use it fail, or will fail when it expires.",
      runbook: "certificates",
    },
    {
      name: "CertificateRenewalLate",
      expression: withObjectNamespace(`${overdue} > 3600`),
      forMinutes: 15,
      severity: "warning",
      summary:
        "Certificate {{ $labels.name }} of {{ $labels.exported_namespace }} should have been renewed {{ $value | humanizeDuration }} ago",
      description: "All attempts of cert-manager have failed. The current certificate works until it expires.",
      runbook: "certificates",
    },
    {
      name: "CertificateExpiring",
      expression: withObjectNamespace(
        `((${perCertificate(expiration)} > 0) - time() < 86400) and on (exported_namespace, name) ${overdue} > 3600`,
      ),
      forMinutes: 5,
      severity: "critical",
      summary:
        "Certificate {{ $labels.name }} of {{ $labels.exported_namespace }} expires within a day and has not been renewed",
      description: "Clients reject an expired certificate: webhooks and gateways that use it fail.",
      runbook: "certificates",
    },
  ],
};

/** Aggregates over the pods of cert-manager. */
function perCertificate(selector: string): string {
  return `max by (exported_namespace, name) (${selector})`;
}
