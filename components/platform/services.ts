import type * as pulumi from "@pulumi/pulumi";
import { ArgoCd, type ArgoCdArgs } from "../argoCd/argoCd";
import { CertManager } from "../certManager/certManager";
import { findInstanceType } from "../compute/instanceCatalogue";
import { ExternalSecrets } from "../externalSecrets/externalSecrets";
import { GatewayApi, gatewayApiSource } from "../gatewayApi/gatewayApi";
import { IngressGateway } from "../ingressGateway/ingressGateway";
import { Istio } from "../istio/istio";
import { LoadBalancerController } from "../loadBalancerController/loadBalancerController";
import { MonitoringCrds } from "../monitoringCrds/monitoringCrds";
import { Observability, type ObservabilityArgs } from "../observability/observability";
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
  readonly gatewayApi: GatewayApi;
  /** The way in, from outside of the cluster. */
  readonly ingressGateway: IngressGateway;
}

export interface PlatformServicesArgs {
  /** What Applications of other layers fetch, and where they put it. */
  readonly applications: ArgoCdArgs["platform"];
  readonly transform: { readonly observability?: ObservabilityArgs["transform"] };
}

/** Services in the order in which they come: kinds of metrics first, since all others have metrics. */
export function createServices(layer: ClusterLayer, args: PlatformServicesArgs): PlatformServices {
  const monitoringCrds = createMonitoringCrds(layer);
  const certManager = createCertManager(layer, monitoringCrds);
  const loadBalancerController = createLoadBalancerController(layer, monitoringCrds, certManager);
  const externalSecrets = createExternalSecrets(layer, monitoringCrds, certManager);
  const argoCd = createArgoCd(layer, monitoringCrds, args.applications);
  const observability = createObservability(layer, monitoringCrds, args.transform.observability);
  const gatewayApi = createGatewayApi(layer, argoCd);
  const istio = createIstio(layer, monitoringCrds, gatewayApi);
  const ingressGateway = createIngressGateway(layer, [
    monitoringCrds,
    ...certManager.ready,
    ...loadBalancerController.ready,
    ...istio.ready,
  ]);
  return {
    monitoringCrds,
    certManager,
    loadBalancerController,
    externalSecrets,
    argoCd,
    observability,
    gatewayApi,
    ingressGateway,
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

function createArgoCd(layer: ClusterLayer, crds: MonitoringCrds, others: ArgoCdArgs["platform"]): ArgoCd {
  const { repository, namespace } = gatewayApiSource;
  const platform = {
    repositories: [repository, ...others.repositories],
    namespaces: [namespace, ...others.namespaces],
  };
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

function createGatewayApi(layer: ClusterLayer, argoCd: ArgoCd): GatewayApi {
  const { project } = argoCd;
  return new GatewayApi(`${layer.name}-gateway-api`, { project }, clusterOptions(layer, argoCd.ready));
}

function createIstio(layer: ClusterLayer, crds: MonitoringCrds, gatewayApi: GatewayApi): Istio {
  return new Istio(`${layer.name}-istio`, chartArgs(layer), clusterOptions(layer, [crds, ...gatewayApi.ready]));
}

function createIngressGateway(layer: ClusterLayer, after: readonly pulumi.Resource[]): IngressGateway {
  const { name, settings } = layer;
  return new IngressGateway(
    `${name}-ingress-gateway`,
    { ...chartArgs(layer), domain: settings.serving.domain },
    clusterOptions(layer, after),
  );
}

function hasGpus({ compute }: Settings): boolean {
  const types = Object.values(compute.pools).flatMap(({ instanceTypes }) => instanceTypes);
  return types.some((type) => findInstanceType(type)?.accelerator?.manufacturer === "nvidia");
}
