import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { parseCidr } from "../../core/network/cidr";
import { isKindsOnly } from "../../core/services/chartFacts";
import type { Cluster } from "../cluster/cluster";
import { addDependenciesWhere } from "../dependencies";
import type { ClusterNetwork } from "../kubernetes/networkPolicySpecs";
import type { Network } from "../network/network";
import { subnetCidrs } from "../network/subnetCidrs";
import { needsNodes, ofControlPlane, type ServiceContext } from "../service";
import { charts } from "../services/charts";
import { type Preset, presets } from "../settings/environments";
import type { Settings } from "../settings/schema";

/** Common arguments of the platform's components: settings, parent, and providers of resources outside the cluster. */
export interface PlatformContext {
  /** Logical name of the platform, the prefix of its components' names. */
  readonly name: string;
  /** Settings of the stack. */
  readonly settings: Settings;
  /** Preset of the environment. */
  readonly preset: Preset;
  /** Tags of AWS resources that controllers create instead of the AWS provider. */
  readonly tags: Readonly<Record<string, string>>;
  /** The platform. */
  readonly parent: pulumi.Resource;
  /** Providers of AWS resources and of random values. */
  readonly providers: { readonly aws: aws.Provider; readonly random: random.Provider };
}

/** Common arguments of components that have resources in the cluster. */
export interface ClusterContext extends PlatformContext {
  /** Network of the cluster. */
  readonly network: Network;
  /** The cluster. */
  readonly cluster: Cluster;
}

/** Creates the context of the platform's components, with its AWS and random providers. */
export function createPlatformContext(name: string, settings: Settings, parent: pulumi.Resource): PlatformContext {
  const { region, accountId } = settings;
  const tags = platformTags(settings);
  return {
    name,
    settings,
    preset: presetOf(settings),
    tags,
    parent,
    providers: {
      aws: new aws.Provider(
        `${name}-aws`,
        { region, allowedAccountIds: [accountId], defaultTags: { tags } },
        { parent },
      ),
      random: new random.Provider(`${name}-random`, {}, { parent }),
    },
  };
}

/** Tags of every AWS resource. Tags of the settings cannot override the platform's own. */
function platformTags({ name, environment, tags }: Settings): Record<string, string> {
  return { ...tags, platform: name, environment, "managed-by": "pulumi" };
}

function presetOf({ environment }: Settings): Preset {
  return presets[environment];
}

/** Returns the options of a component outside the cluster. */
export function platformOptions({ parent, providers }: PlatformContext): pulumi.ComponentResourceOptions {
  return { parent, providers: [providers.aws, providers.random] };
}

/**
 * Returns the options of a component in the cluster: its objects depend on nodes, add-ons and egress, except charts
 * that contain only kinds. Its access entries and Pod Identity associations depend on the EKS cluster.
 */
export function clusterOptions(context: ClusterContext) {
  const { cluster, controlPlane, options } = serviceContext(context);
  const kindsOnly = new Set([...charts].filter(([, chart]) => isKindsOnly(chart)).map(([chart]) => chart));
  return {
    ...options,
    transformations: [
      addDependenciesWhere((resource) => needsNodes(resource, kindsOnly), cluster),
      addDependenciesWhere(({ type }) => ofControlPlane.test(type), controlPlane),
    ],
  };
}

/**
 * Returns the options of the component that holds teams' namespaces. The namespaces depend on the controllers, so that
 * no object in a namespace exists without its controller. Objects in a namespace depend on the namespace.
 *
 * @param controllers Controllers of objects in teams' namespaces.
 */
export function namespacesOptions(context: ClusterContext, controllers: readonly pulumi.Resource[]) {
  const namespaces = addDependenciesWhere(({ type }) => type === "kubernetes:core/v1:Namespace", controllers);
  const options = clusterOptions(context);
  return { ...options, transformations: [...options.transformations, namespaces] };
}

/** Returns the arguments that all platform services have in common. */
export function serviceContext(context: ClusterContext): ServiceContext {
  const { settings, preset, tags, parent, providers, cluster, network } = context;
  return {
    account: settings,
    clusterName: settings.name,
    mirror: settings.mirror,
    replicas: preset.cluster.replicas,
    network: clusterNetwork(settings),
    metrics: { serviceMonitors: true },
    tags,
    deletionProtection: settings.deletionProtection,
    controlPlane: [cluster.controlPlane.cluster],
    cluster: [...cluster.ready, ...network.egress],
    options: { parent, providers: [providers.aws, providers.random, cluster.kubernetes] },
  };
}

/** Returns the addresses of the Kubernetes API, for network policies. */
export function clusterNetwork(settings: Settings): ClusterNetwork {
  const zones = [...subnetCidrs(networkCidr(settings), settings.zones).values()];
  return { serviceCidr: settings.cluster.serviceCidr, controlPlaneCidrs: zones.map(({ intra }) => intra) };
}

/** Returns the IPv4 block of the network. */
export function networkCidr({ network }: Settings) {
  const cidr = parseCidr(network.cidr);
  if (!cidr)
    throw new Error(`network.cidr must be an IPv4 block, not ${network.cidr}: the settings' check did not reject it`);
  return cidr;
}
