import type { PinnedVersion } from "./pinnedVersion";

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
} as const satisfies Record<string, PinnedImage>;
export type ImageName = keyof typeof images;
