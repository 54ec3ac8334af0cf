import { chartImages, platformImages } from "../../../components/services/images";
import type { RuleContext } from "../../../policies/context";
import { context } from "../../../policies/specimens/baseStack";

const digest = `@sha256:${"1".repeat(64)}`;

/**
 * Images that upstream's controllers add to team pods and that `components/versions/images.ts` does not list yet.
 * Images in that table are allowed by `registries` (`contextOf`). They have digests, because each controller has a
 * setting for them.
 */
export const laterImages = {
  argoexec: `quay.io/argoproj/argoexec:v4.0.6${digest}`,
  /** Image of the controller that Pipelines 2.17 installs. */
  pipelinesArgoexec: `quay.io/argoproj/argoexec:v4.0.5${digest}`,
  driver: `ghcr.io/kubeflow/kfp-driver:2.17.0${digest}`,
  launcher: `ghcr.io/kubeflow/kfp-launcher:2.17.0${digest}`,
  metricsCollector: `ghcr.io/kubeflow/katib/file-metrics-collector:v0.19.0${digest}`,
  suggestion: `ghcr.io/kubeflow/katib/suggestion-optuna:v0.19.0${digest}`,
  earlyStopping: `ghcr.io/kubeflow/katib/earlystopping-medianstop:v0.19.0${digest}`,
} as const;

/** The context of `prod` without a mirror, with all controllers. */
export const upstreamContext: RuleContext = {
  ...context,
  registries: [
    ...new Set(
      [...context.registries, ...[...platformImages(), ...Object.values(laterImages)].map(repositoryOf)].sort(),
    ),
  ],
  chartImages: chartImages(),
  // Treats all images as resolved, so that a tag without a digest is reported.
  unresolvedImages: [],
};

function repositoryOf(image: string): string {
  return image.replace(/[^/]*$/, "");
}

/** Returns an image with the digest that `npm run images:lock` would write. */
export function resolved(image: string): string {
  return image.includes("@") ? image : `${image}${digest}`;
}
