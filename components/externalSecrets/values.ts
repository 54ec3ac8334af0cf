import { onSystemNodes } from "../../core/kubernetes/scheduling";
import { platformIssuer } from "../certManager/certManager";
import { type Mirror, mirroredImage } from "../kubernetes/mirror";
import type { MetricsArgs } from "../kubernetes/serviceMonitor";

/** Arguments of `externalSecretsValues`. */
export interface ExternalSecretsValuesArgs {
  /** Service account of the controller. EKS Pod Identity gives its pods the controller's role. */
  readonly serviceAccount: string;
  /** Sources of images. */
  readonly mirror: Mirror;
  /** Replicas of the controller and the webhook. One replica of the controller is active. */
  readonly replicas: number;
  /** Whether to create a ServiceMonitor. */
  readonly metrics: MetricsArgs;
}

/** Values of the `external-secrets` chart. */
export function externalSecretsValues({ serviceAccount, mirror, replicas, metrics }: ExternalSecretsValuesArgs) {
  const image = { repository: mirroredImage(mirror, "ghcr.io/external-secrets/external-secrets") };
  const common = {
    image,
    replicaCount: replicas,
    // With a single replica, a disruption budget would block the drain of its node.
    podDisruptionBudget: { enabled: replicas > 1, minAvailable: 1 },
    ...onSystemNodes,
  };
  return {
    ...common,
    // Only one replica may write Secrets.
    leaderElect: true,
    serviceAccount: { create: true, name: serviceAccount },
    resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "256Mi" } },
    // CRDs are templates of the release, so that Helm upgrades them. If the release is replaced, Helm keeps them, and
    // so all ExternalSecrets.
    installCRDs: true,
    crds: {
      annotations: { "helm.sh/resource-policy": "keep" },
      createClusterExternalSecret: false,
      createClusterGenerator: false,
      createClusterPushSecret: false,
      createClusterSecretStore: false,
      createPushSecret: false,
    },
    // A ClusterSecretStore could be used from every namespace. Nothing is written back to AWS.
    processClusterExternalSecret: false,
    processClusterGenerator: false,
    processClusterPushSecret: false,
    processClusterStore: false,
    processPushSecret: false,
    rbac: {
      // SecretStores name a role, so that the controller creates no service account tokens.
      serviceAccountTokenCreate: false,
      // Users with the role `edit` in a namespace must not choose which secrets it receives.
      aggregateToEdit: false,
      aggregateToAdmin: false,
    },
    webhook: {
      ...common,
      certManager: { enabled: true, cert: { create: true, issuerRef: platformIssuer } },
      resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "128Mi" } },
    },
    // cert-manager issues the certificate of the webhook.
    certController: { create: false },
    // Renders ServiceMonitors if the setting is on, even if the cluster does not have their CRD yet.
    serviceMonitor: { enabled: metrics.serviceMonitors, renderMode: "alwaysRender" },
  };
}
