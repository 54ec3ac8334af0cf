import { chartImages, platformImages } from "../../../components/services/images";
import type { RuleContext } from "../../../policies/context";
import { context } from "../../../policies/specimens/baseStack";

const digest = `@sha256:${"1".repeat(64)}`;

/**
 * Images that upstream's controllers put into teams' pods, and which no table of the platform has yet: once they are in
 * `components/versions/images.ts`, their repositories are among `registries` (`contextOf`). By digest: each controller
 * takes them from a setting of its own, and none has to be among `chartImages`.
 */
export const laterImages = {
  argoexec: `quay.io/argoproj/argoexec:v4.0.6${digest}`,
  /** Of the controller that Pipelines 2.17 brings along. */
  pipelinesArgoexec: `quay.io/argoproj/argoexec:v4.0.5${digest}`,
  driver: `ghcr.io/kubeflow/kfp-driver:2.17.0${digest}`,
  launcher: `ghcr.io/kubeflow/kfp-launcher:2.17.0${digest}`,
  metricsCollector: `ghcr.io/kubeflow/katib/file-metrics-collector:v0.19.0${digest}`,
  suggestion: `ghcr.io/kubeflow/katib/suggestion-optuna:v0.19.0${digest}`,
  earlyStopping: `ghcr.io/kubeflow/katib/earlystopping-medianstop:v0.19.0${digest}`,
} as const;

/** What rules know in `prod` of a platform without a mirror, with all controllers. */
export const upstreamContext: RuleContext = {
  ...context,
  registries: [
    ...new Set(
      [...context.registries, ...[...platformImages(), ...Object.values(laterImages)].map(repositoryOf)].sort(),
    ),
  ],
  chartImages: chartImages(),
  // As if all were resolved: a tag without a digest is then noticed.
  unresolvedImages: [],
};

function repositoryOf(image: string): string {
  return image.replace(/[^/]*$/, "");
}

/** An image by the digest that `npm run images:lock` will find. */
export function resolved(image: string): string {
  return image.includes("@") ? image : `${image}${digest}`;
}
