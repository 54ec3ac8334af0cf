import type { KubernetesVersion } from "../../core/versions/kubernetes";
import type { PinnedVersion } from "../../core/versions/pinnedVersion";

const checked = "2026-11-24";

/** A system that comes as a kustomization, without a chart. Its version is the repository's tag or whole commit. */
export interface PinnedKustomization extends PinnedVersion {
  /** Git repository, as Argo CD fetches it where there is no mirror. */
  readonly repository: string;
  /** Folder of the kustomization in the repository. */
  readonly path: string;
  /** Kinds that it defines, as `group/Kind`. Patches of ours may leave some out. */
  readonly crds: readonly string[];
  /** Kubernetes versions that the system is said to support. */
  readonly kubernetes: { readonly oldest: KubernetesVersion; readonly newest: KubernetesVersion };
}

const everyKubernetes = { oldest: "1.34", newest: "1.36" } as const;

/** Every system that Argo CD installs. */
export const kustomizations = {
  /** The standard channel, of the release that Istio 1.30 and KServe 0.20 are built against. */
  "gateway-api": {
    repository: "https://github.com/kubernetes-sigs/gateway-api",
    path: "config/crd",
    version: "v1.5.1",
    source: "https://github.com/kubernetes-sigs/gateway-api tag v1.5.1, commit e7677b70ae75, 2026-03-14",
    checked,
    verified: true,
    crds: [
      "gateway.networking.k8s.io/BackendTLSPolicy",
      "gateway.networking.k8s.io/GRPCRoute",
      "gateway.networking.k8s.io/Gateway",
      "gateway.networking.k8s.io/GatewayClass",
      "gateway.networking.k8s.io/HTTPRoute",
      "gateway.networking.k8s.io/ListenerSet",
      "gateway.networking.k8s.io/ReferenceGrant",
      "gateway.networking.k8s.io/TLSRoute",
    ],
    kubernetes: everyKubernetes,
  },
  /** Its first generation: PyTorchJob and TFJob. It lives on in the repository of its successor. */
  "training-operator": {
    repository: "https://github.com/kubeflow/trainer",
    path: "manifests/overlays/standalone",
    version: "v1.9.4",
    source: "https://github.com/kubeflow/trainer tag v1.9.4, commit 4445c12aa62e, 2026-08-18",
    checked,
    verified: true,
    crds: [
      "kubeflow.org/JAXJob",
      "kubeflow.org/MPIJob",
      "kubeflow.org/PaddleJob",
      "kubeflow.org/PyTorchJob",
      "kubeflow.org/TFJob",
      "kubeflow.org/XGBoostJob",
    ],
    kubernetes: everyKubernetes,
  },
} as const satisfies Record<string, PinnedKustomization>;
export type KustomizationName = keyof typeof kustomizations;
