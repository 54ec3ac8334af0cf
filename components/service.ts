import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../core/aws/account";
import { chartName, isKindsOnly } from "../core/services/chartFacts";
import type { ServiceFacts } from "../core/services/serviceFacts";
import { Component } from "./component";
import { addDependenciesWhere } from "./dependencies";
import type { Mirror } from "./kubernetes/mirror";
import type { ClusterNetwork } from "./kubernetes/networkPolicySpecs";
import type { MetricsArgs } from "./kubernetes/serviceMonitor";

/** Arguments that every platform service has in common. */
export interface ServiceContext {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /**
   * Name of the EKS cluster. If it does not depend on the cluster, IAM roles are created at the same time as the
   * cluster.
   */
  readonly clusterName: pulumi.Input<string>;
  /** Sources of images, charts and Git repositories. */
  readonly mirror: Mirror;
  /** Number of replicas of workloads that support several. */
  readonly replicas: number;
  /** Addresses of the Kubernetes API, for network policies. */
  readonly network: ClusterNetwork;
  /** Whether to create ServiceMonitors. */
  readonly metrics: MetricsArgs;
  /** Tags of AWS resources that controllers create instead of the AWS provider. */
  readonly tags: Readonly<Record<string, string>>;
  /** Whether resources that hold data are protected from deletion. */
  readonly deletionProtection: boolean;
  /** The EKS cluster: access entries and Pod Identity associations depend on it. */
  readonly controlPlane: readonly pulumi.Resource[];
  /** Nodes, add-ons and egress: everything that runs in the cluster depends on them. */
  readonly cluster: readonly pulumi.Resource[];
  /** Parent and providers of the service. */
  readonly options: Pick<pulumi.ComponentResourceOptions, "parent" | "providers">;
}

/** A component that other components depend on. */
export interface Ready {
  /** Resources that dependents need: they are created before the dependents and deleted after them. */
  readonly ready: readonly pulumi.Resource[];
}

/** Needs of a service that depends only on the cluster. */
export type NoNeeds = Readonly<Record<never, Ready>>;

/**
 * Base class of all platform services. A service is created after the cluster and after the services that it needs, and
 * deleted before them. The order follows only from the arguments of its constructor.
 *
 * Built-in Kubernetes objects such as namespaces and network policies depend on the cluster but not on other services.
 * Charts that contain only CRDs depend on the Kubernetes API only. AWS resources depend on none of them, except access
 * entries and Pod Identity associations, which depend on the EKS cluster.
 */
export abstract class Service<Needed extends Readonly<Record<keyof Needed, Ready>>> extends Component implements Ready {
  /** Resources that dependents need: they are created before the dependents and deleted after them. */
  abstract readonly ready: readonly pulumi.Resource[];

  /**
   * @param className Name of the service's class.
   * @param facts Facts of everything that it installs.
   * @param context Arguments that all services have in common.
   * @param needs Services that it depends on, by name.
   */
  protected constructor(
    className: string,
    name: string,
    /** Facts of everything that the service installs. */
    readonly facts: readonly ServiceFacts[],
    protected readonly context: ServiceContext,
    protected readonly needs: Needed,
  ) {
    super(`mlops:index:${className}`, name, serviceOptions(facts, context, needs));
  }
}

function serviceOptions(
  facts: readonly ServiceFacts[],
  { cluster, controlPlane, options }: ServiceContext,
  needs: Readonly<Record<string, Ready>>,
): pulumi.ComponentResourceOptions {
  const kindsOnly = new Set(facts.flatMap(({ charts }) => Object.values(charts).filter(isKindsOnly)).map(chartName));
  const needed = Object.values(needs).flatMap(({ ready }) => ready);
  return {
    ...options,
    transformations: [
      addDependenciesWhere((resource) => needsNodes(resource, kindsOnly), cluster),
      addDependenciesWhere(({ type }) => ofControlPlane.test(type), controlPlane),
      addDependenciesWhere((resource) => !selfSufficient.test(resource.type) && !isOneOf(kindsOnly, resource), needed),
    ],
  };
}

type Resource = Pick<pulumi.ResourceTransformationArgs, "type" | "props">;

/**
 * Returns whether a resource depends on running nodes, as all objects do except charts that contain only kinds.
 *
 * @param kindsOnly Names of charts that contain only kinds.
 */
export function needsNodes(resource: Resource, kindsOnly: ReadonlySet<string>): boolean {
  return resource.type.startsWith("kubernetes:") && !isOneOf(kindsOnly, resource);
}

/** Types of resources that EKS creates in a cluster: it rejects them before the cluster exists. */
export const ofControlPlane = /^aws:eks\/(accessEntry|accessPolicyAssociation|podIdentityAssociation):/;

/** Types of resources that AWS or Kubernetes itself creates and deletes, without another service. */
const selfSufficient =
  /^(aws|random):|^kubernetes:(core\/v1:(Namespace|ServiceAccount|ConfigMap|Secret)|networking\.k8s\.io\/|rbac\.)/;

function isOneOf(releases: ReadonlySet<string>, { type, props }: Resource): boolean {
  return type === "kubernetes:helm.sh/v3:Release" && typeof props.name === "string" && releases.has(props.name);
}
