import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../core/aws/account";
import { chartName, isKindsOnly } from "../core/services/chartFacts";
import type { ServiceFacts } from "../core/services/serviceFacts";
import { Component } from "./component";
import { onlyWhere } from "./dependencies";
import type { Mirror } from "./kubernetes/mirror";
import type { ClusterNetwork } from "./kubernetes/networkPolicySpecs";
import type { MetricsArgs } from "./kubernetes/serviceMonitor";

/** What every service of the platform is given. */
export interface ServiceContext {
  readonly account: AwsAccount;
  readonly clusterName: string;
  readonly mirror: Mirror;
  /** Replicas of what can have several. */
  readonly replicas: number;
  /** Where the Kubernetes API is, for network policies. */
  readonly network: ClusterNetwork;
  readonly metrics: MetricsArgs;
  /** Tags of what AWS's provider does not make itself. */
  readonly tags: Readonly<Record<string, string>>;
  /** Whether what holds data refuses to be deleted. */
  readonly deletionProtection: boolean;
  /** What whatever runs in the cluster waits for: nodes, add-ons, and their way out. */
  readonly cluster: readonly pulumi.Resource[];
  /** Whose child it is, and its providers. */
  readonly options: Pick<pulumi.ComponentResourceOptions, "parent" | "providers">;
}

/** Something that others wait for. */
export interface Ready {
  /** What others need as long as they are there: they come after it, and go before it. */
  readonly ready: readonly pulumi.Resource[];
}

/** The needs of a service that needs nothing beside the cluster. */
export type NoNeeds = Readonly<Record<never, Ready>>;

/**
 * Base of every service of the platform. It comes after the cluster and after all that it needs, and goes before either:
 * order follows from what its constructor is given, and is written nowhere else.
 *
 * Kubernetes' own small objects, such as namespaces and network policies, wait for the cluster alone, and so do charts that
 * bring kinds and nothing that runs. What is in AWS waits for nothing.
 */
export abstract class Service<Needed extends Readonly<Record<keyof Needed, Ready>>> extends Component implements Ready {
  abstract readonly ready: readonly pulumi.Resource[];

  /**
   * @param className The service's class.
   * @param facts Of all that it installs.
   * @param needs Other services by name: it comes after all of them.
   */
  protected constructor(
    className: string,
    name: string,
    readonly facts: readonly ServiceFacts[],
    protected readonly context: ServiceContext,
    protected readonly needs: Needed,
  ) {
    super(`mlops:index:${className}`, name, serviceOptions(facts, context, needs));
  }
}

function serviceOptions(
  facts: readonly ServiceFacts[],
  { cluster, options }: ServiceContext,
  needs: Readonly<Record<string, Ready>>,
): pulumi.ComponentResourceOptions {
  const kindsOnly = new Set(facts.flatMap(({ charts }) => Object.values(charts).filter(isKindsOnly)).map(chartName));
  const needed = Object.values(needs).flatMap(({ ready }) => ready);
  return {
    ...options,
    transformations: [
      onlyWhere(({ type }) => inCluster.test(type), cluster),
      onlyWhere(({ type, props }) => !selfSufficient.test(type) && !isOneOf(kindsOnly, type, props), needed),
    ],
  };
}

/** What is in the cluster: all else AWS makes without it. */
export const inCluster = /^(kubernetes:|aws:eks\/nodeGroup:)/;

/** What needs no other service to be there: Kubernetes itself, or AWS, makes it and takes it away. */
const selfSufficient =
  /^(aws|random):|^kubernetes:(core\/v1:(Namespace|ServiceAccount|ConfigMap|Secret)|networking\.k8s\.io\/|rbac\.)/;

function isOneOf(
  releases: ReadonlySet<string>,
  type: string,
  props: pulumi.ResourceTransformationArgs["props"],
): boolean {
  return type === "kubernetes:helm.sh/v3:Release" && typeof props.name === "string" && releases.has(props.name);
}
