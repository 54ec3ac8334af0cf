import type { PinnedVersion } from "../../core/versions/pinnedVersion";

const checked = "2026-11-24";

/** An image of pods that the platform makes itself, not by a chart. Its version is its tag. */
export interface PinnedImage extends PinnedVersion {
  readonly repository: string;
}

/** Every image of the platform's own pods. */
export const images = {
  /** Reads Secrets Manager, for the jobs that make databases. */
  "aws-cli": {
    repository: "public.ecr.aws/aws-cli/aws-cli",
    version: "2.37.4",
    source: "public configurations of 2026",
    checked,
    verified: true,
  },
  /** Beside KServe's controller: its chart names repository and tag as one. */
  "kube-rbac-proxy": {
    repository: "quay.io/brancz/kube-rbac-proxy",
    version: "v0.18.0",
    source: "https://github.com/kserve/kserve tag v0.20.0, charts/kserve-resources/values.yaml",
    checked,
    verified: true,
  },
  /** With every extra: the plain one has neither PostgreSQL's driver nor S3's. */
  mlflow: {
    repository: "ghcr.io/mlflow/mlflow",
    version: "v3.17.0-full",
    source: "https://github.com/mlflow/mlflow docker/Dockerfile.full; public configurations of 2026",
    checked,
    verified: true,
  },
  /** For psql. Debian's, which brings Perl: that of Alpine does not. */
  postgres: {
    repository: "public.ecr.aws/docker/library/postgres",
    version: "17.10",
    source: "public configurations of 2026",
    checked,
    verified: true,
  },
  /** Waits for a PyTorchJob's first pod, in every other one. */
  alpine: {
    repository: "public.ecr.aws/docker/library/alpine",
    version: "3.22.4",
    source: "public configurations of 2026",
    checked,
    verified: true,
  },
  /** Of programs that bring no image of their own. */
  python: {
    repository: "public.ecr.aws/docker/library/python",
    version: "3.13.9-slim-bookworm",
    source: "public configurations of 2026",
    checked,
    verified: true,
  },
  /** Of PyTorch programs that bring no image of their own: what Trainer's own runtime names. */
  pytorch: {
    repository: "docker.io/pytorch/pytorch",
    version: "2.13.0-cuda13.0-cudnn9-runtime",
    source: "https://github.com/kubeflow/trainer tag v2.3.0, manifests/base/runtimes/torch_distributed.yaml",
    checked,
    verified: true,
  },
  /** Tagged by the commit that the release is built from. */
  "training-operator": {
    repository: "ghcr.io/kubeflow/training-v1/training-operator",
    version: "v1-93c5489",
    source: "https://github.com/kubeflow/trainer tag v1.9.4, manifests/overlays/standalone/kustomization.yaml",
    checked,
    verified: true,
  },
} as const satisfies Record<string, PinnedImage>;
export type ImageName = keyof typeof images;
