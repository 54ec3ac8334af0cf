import type { Json, JsonObject } from "../json/json";

/** A path into a chart's values: `controller.resources`. */
export type ValuePath = string;

/** Text of a Helm template: `{{ .Release.Name }}-metrics`. */
export type TemplateText = string;

/** What of a chart the platform relies on, as upstream's templates have it. */
export interface StandIn {
  /** Where upstream's names, labels, ports and value paths were read. */
  readonly source: string;
  /** Upstream's default values, as far as the workloads read them. */
  readonly values: JsonObject;
  readonly workloads: readonly Workload[];
  readonly definitions?: Definitions;
  /**
   * Kinds that the admission webhooks of upstream's templates are about, with our values: while the webhook is away, or not
   * there yet, their objects cannot be made or changed properly. Pods are left out: webhooks choose them by labels.
   *
   * @default - it has no webhook
   */
  readonly judges?: readonly KindPattern[];
  /**
   * Kinds, as `group/Kind`, of which upstream's templates make objects with our values and that neither Kubernetes nor this
   * chart's templates have: what brings them comes before. Whether the chart makes a load balancer is in its facts, as
   * `billed`.
   *
   * @default - none
   */
  readonly makes?: readonly string[];
}

/** A kind as `group/Kind`, or all kinds of a group as `group/*`. */
export type KindPattern = `${string}/${string}`;

/** CRDs that upstream's chart brings: those of its kinds that the platform's facts have rows for. */
interface Definitions {
  /** Folder of them below `--crds`. */
  readonly folder: string;
}

export interface Workload {
  readonly kind: "Deployment" | "DaemonSet" | "StatefulSet";
  readonly name: TemplateText;
  /** @default - the release's */
  readonly namespace?: TemplateText;
  /** @default - always there */
  readonly enabled?: ValuePath;
  /** Labels by which its pods are found. */
  readonly selector: Readonly<Record<string, TemplateText>>;
  /** Upstream's `strategy`, or `updateStrategy` of what is no Deployment. */
  readonly strategy?: ValuePath;
  /** @default - one a node */
  readonly replicas?: ValuePath;
  readonly container: string;
  readonly image: TemplateText;
  readonly ports: readonly WorkloadPort[];
  readonly resources: ValuePath;
  readonly priorityClassName: TemplateText;
  /** Paths of what decides where its pods run. */
  readonly placement: Placement;
  readonly podSecurityContext?: ValuePath;
  /** The container's, where upstream's template has it written out. */
  readonly securityContext?: Json;
  /** @default false */
  readonly hostNetwork?: boolean;
  /** Folders of the node that the container sees, by volume. */
  readonly hostPaths?: Readonly<Record<string, string>>;
  readonly serviceAccount?: ServiceAccount;
  readonly service?: WorkloadService;
  readonly autoscaler?: WorkloadAutoscaler;
  readonly disruptionBudget?: { readonly name: TemplateText; readonly maxUnavailable: ValuePath };
}

interface WorkloadPort {
  readonly name?: string;
  readonly port: TemplateText;
}

export interface WorkloadService {
  readonly name: TemplateText;
  /** Written out, or taken whole from the values. */
  readonly ports: readonly ServicePort[] | ValuePath;
  readonly annotations?: ValuePath;
  /** Further fields of its `spec`, each there where the values have something: `{ type: "service.type" }`. */
  readonly fields?: Readonly<Record<string, ValuePath>>;
}

/** A HorizontalPodAutoscaler of the workload, by its CPU. No metrics are served here: it keeps to its minimum. */
export interface WorkloadAutoscaler {
  readonly name: TemplateText;
  readonly enabled: ValuePath;
  readonly minReplicas: ValuePath;
  readonly maxReplicas: ValuePath;
  /** Percent of what its pods ask for. */
  readonly cpu: ValuePath;
}

export interface ServicePort {
  readonly name: TemplateText;
  readonly port: TemplateText;
  readonly target: string;
}

export interface ServiceAccount {
  readonly name: TemplateText;
  /** Values that must all be true for the chart to make it. */
  readonly create: readonly ValuePath[];
}

export interface Placement {
  readonly nodeSelector?: ValuePath;
  readonly tolerations?: ValuePath;
  /** What upstream tolerates before those of the values. */
  readonly alwaysTolerates?: readonly JsonObject[];
  readonly affinity?: ValuePath;
  /** Affinity that upstream's template has written out. */
  readonly fixedAffinity?: JsonObject;
  readonly topologySpreadConstraints?: ValuePath;
  /**
   * Whether upstream's template gives pod affinities and spread constraints the workload's own selector where they have
   * none. Without one they count no pods, and do nothing.
   *
   * @default false
   */
  readonly completesSelectors?: boolean;
}

/** Where a chart has its CRDs: Helm upgrades and deletes those in `templates`, and only creates those in `crds`. */
export type CrdPlace = "templates" | "crds";
