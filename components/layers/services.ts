import { CertManager } from "../certificates/certManager";
import { findInstanceType } from "../compute/instanceCatalogue";
import { ArgoCd, type ArgoCdArgs } from "../delivery/argoCd";
import { LoadBalancerController } from "../ingress/loadBalancerController";
import { MonitoringCrds } from "../observability/monitoringCrds";
import { Observability, type ObservabilityArgs } from "../observability/observability";
import { ExternalSecrets } from "../secrets/externalSecrets";
import type { Settings } from "../settings/schema";
import { type ClusterLayer, chartArgs, clusterOptions } from "./layer";

/** What every other part of the platform may use. */
export interface PlatformServices {
  readonly monitoringCrds: MonitoringCrds;
  readonly certManager: CertManager;
  readonly loadBalancerController: LoadBalancerController;
  readonly externalSecrets: ExternalSecrets;
  readonly argoCd: ArgoCd;
  readonly observability: Observability;
}

export interface PlatformServicesArgs {
  /** What the platform's own Applications may fetch, and where they may put it. */
  readonly applications: ArgoCdArgs["platform"];
  readonly transform: { readonly observability?: ObservabilityArgs["transform"] };
}

/** Services in the order in which they come: kinds of metrics first, since all others have metrics. */
export function createServices(layer: ClusterLayer, args: PlatformServicesArgs): PlatformServices {
  const monitoringCrds = createMonitoringCrds(layer);
  const certManager = createCertManager(layer, monitoringCrds);
  return {
    monitoringCrds,
    certManager,
    loadBalancerController: createLoadBalancerController(layer, monitoringCrds, certManager),
    externalSecrets: createExternalSecrets(layer, monitoringCrds, certManager),
    argoCd: createArgoCd(layer, monitoringCrds, args.applications),
    observability: createObservability(layer, monitoringCrds, args.transform.observability),
  };
}

function createMonitoringCrds(layer: ClusterLayer): MonitoringCrds {
  const { mirror } = layer.settings;
  return new MonitoringCrds(`${layer.name}-monitoring-crds`, { mirror }, clusterOptions(layer));
}

function createCertManager(layer: ClusterLayer, crds: MonitoringCrds): CertManager {
  return new CertManager(`${layer.name}-cert-manager`, chartArgs(layer), clusterOptions(layer, [crds]));
}

function createLoadBalancerController(
  layer: ClusterLayer,
  crds: MonitoringCrds,
  certManager: CertManager,
): LoadBalancerController {
  const { name, settings, tags, network } = layer;
  return new LoadBalancerController(
    `${name}-load-balancer-controller`,
    { ...chartArgs(layer), account: settings, clusterName: settings.name, vpcId: network.vpcId, tags },
    clusterOptions(layer, [crds, ...certManager.ready]),
  );
}

function createExternalSecrets(layer: ClusterLayer, crds: MonitoringCrds, certManager: CertManager): ExternalSecrets {
  const { name, settings } = layer;
  return new ExternalSecrets(
    `${name}-external-secrets`,
    {
      ...chartArgs(layer),
      account: settings,
      clusterName: settings.name,
      // Those of the layer `teams`.
      storeRoles: [`${name}-teams-*`],
    },
    clusterOptions(layer, [crds, ...certManager.ready]),
  );
}

function createArgoCd(layer: ClusterLayer, crds: MonitoringCrds, platform: ArgoCdArgs["platform"]): ArgoCd {
  return new ArgoCd(
    `${layer.name}-argo-cd`,
    { ...chartArgs(layer), replicas: layer.preset.delivery.replicas, platform },
    clusterOptions(layer, [crds]),
  );
}

/** Its volumes' driver is one of the cluster's add-ons. */
function createObservability(
  layer: ClusterLayer,
  crds: MonitoringCrds,
  transform: ObservabilityArgs["transform"],
): Observability {
  const { name, settings } = layer;
  return new Observability(
    `${name}-observability`,
    {
      ...chartArgs(layer),
      ...settings.observability,
      clusterName: settings.name,
      gpus: hasGpus(settings),
      deletionProtection: settings.deletionProtection,
      transform,
    },
    clusterOptions(layer, [crds]),
  );
}

function hasGpus({ compute }: Settings): boolean {
  const types = Object.values(compute.pools).flatMap(({ instanceTypes }) => instanceTypes);
  return types.some((type) => findInstanceType(type)?.accelerator?.manufacturer === "nvidia");
}
