import { onSystemNodes } from "../../core/kubernetes/scheduling";
import { platformIssuer } from "../certManager/certManager";
import { type Mirror, mirroredImage } from "../kubernetes/mirror";
import type { MetricsArgs } from "../kubernetes/serviceMonitor";

export interface ExternalSecretsValuesArgs {
  readonly serviceAccount: string;
  readonly mirror: Mirror;
  readonly replicas: number;
  readonly metrics: MetricsArgs;
}

/** Values of the `external-secrets` chart. */
export function externalSecretsValues({ serviceAccount, mirror, replicas, metrics }: ExternalSecretsValuesArgs) {
  const image = { repository: mirroredImage(mirror, "ghcr.io/external-secrets/external-secrets") };
  const common = {
    image,
    replicaCount: replicas,
    // With one replica a budget would hold up its node for ever.
    podDisruptionBudget: { enabled: replicas > 1, minAvailable: 1 },
    ...onSystemNodes,
  };
  return {
    ...common,
    // Two controllers would both write.
    leaderElect: true,
    serviceAccount: { create: true, name: serviceAccount },
    resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "256Mi" } },
    // In the release's templates, so that they are upgraded; secrets outlive a release that is made anew.
    installCRDs: true,
    crds: {
      annotations: { "helm.sh/resource-policy": "keep" },
      createClusterExternalSecret: false,
      createClusterGenerator: false,
      createClusterPushSecret: false,
      createClusterSecretStore: false,
      createPushSecret: false,
    },
    // A store of the whole cluster would reach any namespace's secrets, and nothing is written back to AWS.
    processClusterExternalSecret: false,
    processClusterGenerator: false,
    processClusterPushSecret: false,
    processClusterStore: false,
    processPushSecret: false,
    rbac: {
      // Stores name a role, not a service account whose token the controller would have to make.
      serviceAccountTokenCreate: false,
      // Whoever may edit a namespace does not, by that alone, choose which secrets come into it.
      aggregateToEdit: false,
      aggregateToAdmin: false,
    },
    webhook: {
      ...common,
      certManager: { enabled: true, cert: { create: true, issuerRef: platformIssuer } },
      resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "128Mi" } },
    },
    // cert-manager gives the webhook its certificate.
    certController: { create: false },
    // Whether there are ServiceMonitors is decided here, not by what the cluster has at the time.
    serviceMonitor: { enabled: metrics.serviceMonitors, renderMode: "alwaysRender" },
  };
}
