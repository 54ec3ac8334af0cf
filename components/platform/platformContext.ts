import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { parseCidr } from "../../core/network/cidr";
import type { Cluster } from "../cluster/cluster";
import { onlyWhere } from "../dependencies";
import type { ClusterNetwork } from "../kubernetes/networkPolicySpecs";
import type { Network } from "../network/network";
import { subnetCidrs } from "../network/subnetCidrs";
import { inCluster, type ServiceContext } from "../service";
import { type Preset, presets } from "../settings/environments";
import type { Settings } from "../settings/schema";

/** What every component of the platform is created with: the settings, its parent, and the providers of resources outside of the cluster. */
export interface PlatformContext {
  /** The platform's logical name, the prefix of its components' names. */
  readonly name: string;
  readonly settings: Settings;
  readonly preset: Preset;
  /** Tags of what AWS's provider does not make itself. */
  readonly tags: Record<string, string>;
  readonly parent: pulumi.Resource;
  readonly providers: { readonly aws: aws.Provider; readonly random: random.Provider };
}

/** The context of a component that runs in the cluster. */
export interface ClusterContext extends PlatformContext {
  readonly network: Network;
  readonly cluster: Cluster;
}

/** What the platform's components share. The providers are the parent's children, named after the platform. */
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

/** Tags of every resource. Those of the settings cannot take the platform's place. */
function platformTags({ name, environment, tags }: Settings): Record<string, string> {
  return { ...tags, platform: name, environment, "managed-by": "pulumi" };
}

function presetOf({ environment }: Settings): Preset {
  return presets[environment];
}

/** Options of a component outside of the cluster. */
export function platformOptions({ parent, providers }: PlatformContext): pulumi.ComponentResourceOptions {
  return { parent, providers: [providers.aws, providers.random] };
}

/**
 * Options of a component in the cluster: it comes when pods can run and have their way out, and goes before either does.
 */
export function clusterOptions(context: ClusterContext) {
  const { cluster, options } = serviceContext(context);
  return { ...options, transformations: [onlyWhere(({ type }) => inCluster.test(type), cluster)] };
}

/**
 * Options of what holds whatever teams make: its namespaces come after controllers, and go before them. What lies in a
 * namespace waits for that.
 */
export function namespacesOptions(context: ClusterContext, controllers: readonly pulumi.Resource[]) {
  const namespaces = onlyWhere(({ type }) => type === "kubernetes:core/v1:Namespace", controllers);
  const options = clusterOptions(context);
  return { ...options, transformations: [...options.transformations, namespaces] };
}

/** What every service is given. */
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
    cluster: [...cluster.ready, ...network.egress],
    options: { parent, providers: [providers.aws, providers.random, cluster.kubernetes] },
  };
}

/** Where the Kubernetes API is, for network policies. */
export function clusterNetwork(settings: Settings): ClusterNetwork {
  const zones = [...subnetCidrs(networkCidr(settings), settings.zones).values()];
  return { serviceCidr: settings.cluster.serviceCidr, controlPlaneCidrs: zones.map(({ intra }) => intra) };
}

export function networkCidr({ network }: Settings) {
  const cidr = parseCidr(network.cidr);
  if (!cidr) throw new Error(`network.cidr ${network.cidr} passed the settings' check`);
  return cidr;
}
