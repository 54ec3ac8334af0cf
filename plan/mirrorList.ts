import { type Mirror, mirroredChart, mirroredImage, mirroredRepository } from "../components/kubernetes/mirror";
import { charts } from "../components/services/charts";
import { kustomizations } from "../components/services/kustomizations";
import type { Settings } from "../components/settings/schema";
import { lockedDigest } from "../components/versions";
import { cachedRegistries } from "../core/aws/pullThroughCache";
import { isApplication, releaseType } from "../core/graph/graph";
import type { Registration } from "../core/graph/registration";
import { fieldsNamed } from "../core/json/fieldsNamed";
import { compareText } from "../core/json/json";
import { jsonText } from "../core/json/text";
import { imagesInUse } from "./imageDigests";

/** One artifact to copy into a mirror. */
export interface MirrorEntry {
  readonly kind: "image" | "chart" | "git";
  /**
   * The publisher's address, such as `quay.io/argoproj/argocd` or
   * `https://charts.external-secrets.io/external-secrets`.
   */
  readonly source: string;
  /** Tag of an image, version of a chart, tag or commit of a Git repository. */
  readonly version: string;
  /** Digest of an image. null for an image without one, and for other kinds. */
  readonly digest: string | null;
  /**
   * Registry of an ECR pull-through cache rule that can copy an image, such as `registry-1.docker.io`. null if there is
   * no such rule, as for charts and Git repositories: it must be copied.
   */
  readonly cacheUpstream: string | null;
  /** Where the platform looks for it with the stack's `mirror` settings. null without a mirror for this kind. */
  readonly target: string | null;
}

type Declared = Pick<Registration, "type" | "inputs">;

/**
 * Lists every image, chart and Git repository that the plan needs from the Internet, sorted by kind and source. Images
 * of charts come from the services' facts, so no chart is rendered. Images of teams are left out: they are in the
 * account's own registry.
 */
export function mirrorEntries(resources: readonly Declared[], { mirror }: Pick<Settings, "mirror">): MirrorEntry[] {
  return [
    ...imagesInUse(resources).map((image) => imageEntry(image, mirror)),
    ...chartEntries(resources, mirror),
    ...gitEntries(resources, mirror),
  ];
}

/** The list as JSON: `{version: 1, entries: [{kind, source, version, digest, cacheUpstream, target}]}`. */
export function mirrorListText(entries: readonly MirrorEntry[]): string {
  return jsonText({ version: 1, entries });
}

function imageEntry(image: string, mirror: Mirror): MirrorEntry {
  const separator = image.lastIndexOf(":");
  const [repository, version] = [image.slice(0, separator), image.slice(separator + 1)];
  const target = mirror.images === undefined ? null : `${mirroredImage(mirror, repository)}:${version}`;
  const cacheUpstream = cachedRegistries[repository.split("/")[0] ?? ""]?.upstream ?? null;
  return { kind: "image", source: repository, version, digest: lockedDigest(image) ?? null, cacheUpstream, target };
}

function chartEntries(resources: readonly Declared[], mirror: Mirror): MirrorEntry[] {
  const used = resources.flatMap(({ type, inputs }) =>
    type === releaseType ? (charts.get(String(inputs.name)) ?? []) : [],
  );
  return [...new Set(used)]
    .map((chart): MirrorEntry => {
      const source = chart.repository === undefined ? chart.chart : `${chart.repository}/${chart.chart}`;
      const target = mirror.charts === undefined ? null : mirroredChart(mirror, chart).chart;
      return { kind: "chart", source, version: chart.version, digest: null, cacheUpstream: null, target };
    })
    .sort((one, other) => compareText(one.source, other.source));
}

function gitEntries(resources: readonly Declared[], mirror: Mirror): MirrorEntry[] {
  const applications = resources.filter(isApplication);
  const addresses = applications.flatMap(({ inputs }) => fieldsNamed(inputs, "repoURL"));
  return [...kustomizations.values()]
    .filter(({ repository }) => addresses.includes(mirroredRepository(mirror, repository)))
    .map(({ repository, version }): MirrorEntry => {
      const target = mirror.git === undefined ? null : mirroredRepository(mirror, repository);
      return { kind: "git", source: repository, version, digest: null, cacheUpstream: null, target };
    })
    .sort((one, other) => compareText(one.source, other.source));
}
