import path from "node:path";
import { type ChartFacts, chartName } from "../../core/services/chartFacts";

/** Sources of images, charts and Git repositories that replace those of their publishers. */
export interface Mirror {
  /**
   * Registry and prefix of a mirror that has every image below the name of its own registry:
   * `<images>/public.ecr.aws/karpenter/controller`. @default - the images' own registries
   */
  readonly images?: string | undefined;
  /**
   * OCI registry (`oci://…`) that has every chart by its name, or a local folder of charts.
   *
   * @default - the charts' own
   */
  readonly charts?: string | undefined;
  /**
   * Address (`https://…`) of a mirror that has every Git repository below the name of its own host.
   *
   * @default - their hosts
   */
  readonly git?: string | undefined;
}

/** Returns the repository from which nodes pull an image. */
export function mirroredImage({ images }: Mirror, repository: string): string {
  return images === undefined ? repository : `${images.replace(/\/+$/, "")}/${repository}`;
}

/**
 * Returns the address from which Argo CD fetches a Git repository.
 *
 * @param repository Address of the repository at its own host, such as `https://github.com/kubeflow/trainer`.
 */
export function mirroredRepository({ git }: Mirror, repository: string): string {
  return git === undefined ? repository : `${git.replace(/\/+$/, "")}/${repository.replace(/^https:\/\//, "")}`;
}

/** Arguments of a Release that identify its chart. */
export interface ChartReference {
  /** Name of the chart in its repository, its OCI address, or its folder. */
  readonly chart: string;
  /** Version of the chart. */
  readonly version: string;
  /** Address of the chart repository. @default - none, for an OCI address or a folder */
  readonly repositoryOpts?: { readonly repo: string };
}

/** Returns the reference by which Helm fetches a chart. */
export function mirroredChart(
  { charts }: Mirror,
  facts: Pick<ChartFacts, "chart" | "version" | "repository">,
): ChartReference {
  const { chart, version, repository } = facts;
  const name = chartName(facts);
  if (charts?.startsWith("oci://")) return { chart: `${charts.replace(/\/+$/, "")}/${name}`, version };
  if (charts !== undefined) return { chart: path.posix.join(charts, name), version };
  return { chart, version, ...(repository !== undefined && { repositoryOpts: { repo: repository } }) };
}
