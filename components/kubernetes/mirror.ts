import path from "node:path";
import { type ChartFacts, chartName } from "../../core/services/chartFacts";

/** Where images and charts come from, if not from their publishers. */
export interface Mirror {
  /**
   * Registry and prefix that hold every image under its own registry's name: `public.ecr.aws/karpenter/controller` is
   * looked for at `<images>/public.ecr.aws/karpenter/controller`.
   */
  readonly images?: string | undefined;
  /** `oci://…` that holds every chart by its name, or a local folder of charts: `DIR/<chart>`. */
  readonly charts?: string | undefined;
  /** `https://…` that holds every Git repository under its own host's name: `<git>/github.com/kubeflow/trainer`. */
  readonly git?: string | undefined;
}

/** An image's repository, as nodes are to pull it. */
export function mirroredImage({ images }: Mirror, repository: string): string {
  return images === undefined ? repository : `${images.replace(/\/+$/, "")}/${repository}`;
}

/**
 * A Git repository, as Argo CD is to fetch it.
 *
 * @param repository Its own address, such as `https://github.com/kubeflow/trainer`.
 */
export function mirroredRepository({ git }: Mirror, repository: string): string {
  return git === undefined ? repository : `${git.replace(/\/+$/, "")}/${repository.replace(/^https:\/\//, "")}`;
}

/** What a Release needs to know to find its chart. */
export interface ChartReference {
  readonly chart: string;
  readonly version: string;
  readonly repositoryOpts?: { readonly repo: string };
}

/** Where a chart is, as Helm is to fetch it. */
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
