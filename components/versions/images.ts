import type { PinnedVersion } from "../../core/versions/pinnedVersion";

const checked = "2026-11-24";

/** An image of pods that the platform creates without a chart. Its version is the tag. */
export interface PinnedImage extends PinnedVersion {
  readonly repository: string;
}

/** Images of the pods that the platform creates without a chart. */
export const images = {
  /** Reads secrets from Secrets Manager in the jobs that create databases. */
  "aws-cli": {
    repository: "public.ecr.aws/aws-cli/aws-cli",
    version: "2.37.4",
    source: "public configurations of 2026",
    checked,
    verified: true,
  },
  /** Sidecar of KServe's controller. KServe's chart has one value for repository and tag. */
  "kube-rbac-proxy": {
    repository: "quay.io/brancz/kube-rbac-proxy",
    version: "v0.18.0",
    source: "https://github.com/kserve/kserve tag v0.20.0, charts/kserve-resources/values.yaml",
    checked,
    verified: true,
  },
  /** The full variant: the plain image does not include the PostgreSQL and S3 clients. */
  mlflow: {
    repository: "ghcr.io/mlflow/mlflow",
    version: "v3.17.0-full",
    source: "https://github.com/mlflow/mlflow docker/Dockerfile.full; public configurations of 2026",
    checked,
    verified: true,
  },
  /** Provides psql. The Debian variant includes Perl, the Alpine variant does not. */
  postgres: {
    repository: "public.ecr.aws/docker/library/postgres",
    version: "17.10",
    source: "public configurations of 2026",
    checked,
    verified: true,
  },
  /** Init container of a PyTorchJob's worker pods. It waits for the master pod. */
  alpine: {
    repository: "public.ecr.aws/docker/library/alpine",
    version: "3.22.4",
    source: "public configurations of 2026",
    checked,
    verified: true,
  },
  /** Default image of Python programs. */
  python: {
    repository: "public.ecr.aws/docker/library/python",
    version: "3.13.9-slim-bookworm",
    source: "public configurations of 2026",
    checked,
    verified: true,
  },
  /** Default image of PyTorch programs, the one in Kubeflow Trainer's runtime. */
  pytorch: {
    repository: "docker.io/pytorch/pytorch",
    version: "2.13.0-cuda13.0-cudnn9-runtime",
    source: "https://github.com/kubeflow/trainer tag v2.3.0, manifests/base/runtimes/torch_distributed.yaml",
    checked,
    verified: true,
  },
  /** The tag contains the commit that the release is built from. */
  "training-operator": {
    repository: "ghcr.io/kubeflow/training-v1/training-operator",
    version: "v1-93c5489",
    source: "https://github.com/kubeflow/trainer tag v1.9.4, manifests/overlays/standalone/kustomization.yaml",
    checked,
    verified: true,
  },
} as const satisfies Record<string, PinnedImage>;

/** Key of an image in `images`. */
export type ImageName = keyof typeof images;
