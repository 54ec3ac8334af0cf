/** A registry whose images ECR copies at the first pull, by a pull-through cache rule. */
interface CachedRegistry {
  /** Address of the registry in the rule. */
  readonly upstream: string;
  /** Whether the rule needs credentials in Secrets Manager. */
  readonly credentials: boolean;
}

/**
 * Registries of images for which ECR has pull-through cache rules, by the name in the reference of an image. Rules for
 * registries of GitLab, Azure, Chainguard and other ECR accounts exist too; no image of the platform needs them.
 *
 * Sources: https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html and
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreatePullThroughCacheRule.html
 */
export const cachedRegistries: Readonly<Record<string, CachedRegistry>> = {
  "docker.io": { upstream: "registry-1.docker.io", credentials: true },
  "ghcr.io": { upstream: "ghcr.io", credentials: true },
  "public.ecr.aws": { upstream: "public.ecr.aws", credentials: false },
  "quay.io": { upstream: "quay.io", credentials: false },
  "registry.k8s.io": { upstream: "registry.k8s.io", credentials: false },
};
