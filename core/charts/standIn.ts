import type { Json, JsonObject } from "../json/json";

/** A path in a chart's values, such as `controller.resources`. */
export type ValuePath = string;

/** Text that may contain Helm template expressions, such as `{{ .Release.Name }}-metrics`. */
export type TemplateText = string;

/** The parts of an upstream chart that the platform depends on. */
export interface StandIn {
  /** Source of upstream's names, labels, ports and value paths. */
  readonly source: string;
  /** Upstream's default values that the workloads use. */
  readonly values: JsonObject;
  readonly workloads: readonly Workload[];
  readonly definitions?: Definitions;
  /**
   * Kinds that the admission webhooks of upstream's chart validate or change, with our values. Without the webhook,
   * their objects cannot be created or changed correctly. Pods are not included, because webhooks select them by
   * labels.
   *
   * @default - it has no webhook
   */
  readonly validatedKinds?: readonly KindPattern[];
  /**
   * Custom kinds, as `group/Kind`, of objects that upstream's templates create with our values. Only kinds of other
   * charts are listed: such a chart must be installed first. Load balancers are in the chart's facts, as `billed`.
   *
   * @default - none
   */
  readonly createdKinds?: readonly string[];
}

/** A kind as `group/Kind`, or all kinds of a group as `group/*`. */
export type KindPattern = `${string}/${string}`;

/** CRDs of upstream's chart. The facts of the chart list their kinds, as `crds`. */
interface Definitions {
  /** Folder that contains the CRDs, below the folder of the option `--crds`. */
  readonly folder: string;
}

/** A workload of an upstream chart. */
export interface Workload {
  readonly kind: "Deployment" | "DaemonSet" | "StatefulSet";
  readonly name: TemplateText;
  /** Namespace. @default - the release's namespace */
  readonly namespace?: TemplateText;
  /** @default - always enabled */
  readonly enabled?: ValuePath;
  /** Labels that select its pods. */
  readonly selector: Readonly<Record<string, TemplateText>>;
  /** Upstream's `strategy` of a Deployment, or `updateStrategy` of another kind. */
  readonly strategy?: ValuePath;
  /** @default - one per node */
  readonly replicas?: ValuePath;
  readonly container: string;
  readonly image: TemplateText;
  readonly ports: readonly WorkloadPort[];
  readonly resources: ValuePath;
  readonly priorityClassName: TemplateText;
  /** Paths of values that place its pods. */
  readonly placement: Placement;
  readonly podSecurityContext?: ValuePath;
  /** Security context of the container, if upstream's template sets a fixed one. */
  readonly securityContext?: Json;
  /** Whether the pods use the node's network. @default false */
  readonly hostNetwork?: boolean;
  /** Folders of the node that the container mounts, by volume. */
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

/** A Service of a workload. */
export interface WorkloadService {
  readonly name: TemplateText;
  /** Fixed ports, or the path of the ports in the values. */
  readonly ports: readonly ServicePort[] | ValuePath;
  readonly annotations?: ValuePath;
  /** Other fields of its `spec`, each rendered if its value is set: `{ type: "service.type" }`. */
  readonly fields?: Readonly<Record<string, ValuePath>>;
}

/**
 * A HorizontalPodAutoscaler of the workload by CPU. The sandbox serves no metrics, so the number of replicas stays at
 * the minimum.
 */
export interface WorkloadAutoscaler {
  readonly name: TemplateText;
  readonly enabled: ValuePath;
  readonly minReplicas: ValuePath;
  readonly maxReplicas: ValuePath;
  /** Target in percent of the pods' CPU requests. */
  readonly cpu: ValuePath;
}

/** A port of a Service. */
export interface ServicePort {
  readonly name: TemplateText;
  readonly port: TemplateText;
  readonly target: string;
}

/** The service account of a workload. */
export interface ServiceAccount {
  readonly name: TemplateText;
  /** Values that must all be true for the chart to create it. */
  readonly create: readonly ValuePath[];
}

/** Values and literals that determine the nodes on which pods run. */
export interface Placement {
  readonly nodeSelector?: ValuePath;
  readonly tolerations?: ValuePath;
  /** Tolerations that upstream's template sets before those of the values. */
  readonly alwaysTolerates?: readonly JsonObject[];
  readonly affinity?: ValuePath;
  /** Fixed affinity of upstream's template. */
  readonly fixedAffinity?: JsonObject;
  readonly topologySpreadConstraints?: ValuePath;
  /**
   * Whether upstream's template adds the workload's selector to pod affinities and spread constraints without one.
   * Without a selector they match no pods and have no effect.
   *
   * @default false
   */
  readonly completesSelectors?: boolean;
}

/** Folder of a chart's CRDs: Helm upgrades and deletes those in `templates`, and only creates those in `crds`. */
export type CrdPlace = "templates" | "crds";
