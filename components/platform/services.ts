import { ArgoCd } from "../argoCd/argoCd";
import { CertManager } from "../certManager/certManager";
import type { Compute } from "../compute/compute";
import { findInstanceType } from "../compute/instanceCatalogue";
import { DatabaseAdministration } from "../data/bootstrap/databaseAdministration";
import type { DataStores } from "../data/data";
import { ExternalSecrets } from "../externalSecrets/externalSecrets";
import { Flagger } from "../flagger/flagger";
import { GatewayApi, gatewayApiSource } from "../gatewayApi/gatewayApi";
import { IngressGateway } from "../ingressGateway/ingressGateway";
import { Istio } from "../istio/istio";
import { Keda } from "../keda/keda";
import { KServe } from "../kserve/kserve";
import { Kubeflow, kubeflowSource } from "../kubeflow/kubeflow";
import { LoadBalancerController } from "../loadBalancerController/loadBalancerController";
import { Mlflow, type MlflowArgs } from "../mlflow/mlflow";
import { MonitoringCrds } from "../monitoringCrds/monitoringCrds";
import { Observability } from "../observability/observability";
import type { Settings } from "../settings/schema";
import { VerticalPodAutoscaler } from "../verticalPodAutoscaler/verticalPodAutoscaler";
import { type ClusterContext, serviceContext } from "./platformContext";

/** Arguments of `createServices`. */
export interface ServicesArgs {
  /** Node pools. */
  readonly compute: Pick<Compute, "scalers">;
  /** Data stores. */
  readonly data: DataStores;
  /** Changes to single resources of services. */
  readonly transform: { readonly mlflow?: MlflowArgs["transform"] };
}

/** Platform services by name. */
export type PlatformServices = ReturnType<typeof createServices>;

/** Git repositories and namespaces of the services that Argo CD installs from kustomizations. */
const applications = {
  repositories: [gatewayApiSource.repository, kubeflowSource.repository],
  namespaces: [gatewayApiSource.namespace, kubeflowSource.namespace],
};

/**
 * Creates all platform services. A service gets the services that it depends on as arguments. A new service needs an
 * import, a constructor call and its name in the result.
 */
export function createServices(platformContext: ClusterContext, { compute, data, transform }: ServicesArgs) {
  const { name, settings, preset, network } = platformContext;
  const context = serviceContext(platformContext);

  const monitoringCrds = new MonitoringCrds(`${name}-monitoring-crds`, context);
  const certManager = new CertManager(`${name}-cert-manager`, context, { monitoringCrds });
  const loadBalancerController = new LoadBalancerController(
    `${name}-load-balancer-controller`,
    context,
    { monitoringCrds, certManager },
    { vpcId: network.vpcId },
  );
  const externalSecrets = new ExternalSecrets(
    `${name}-external-secrets`,
    context,
    { monitoringCrds, certManager },
    // Roles of the component `Teams`.
    { storeRoles: [`${name}-teams-*`] },
  );
  const argoCd = new ArgoCd(
    `${name}-argo-cd`,
    { ...context, replicas: preset.delivery.replicas },
    { monitoringCrds },
    { platform: applications },
  );
  const observability = new Observability(
    `${name}-observability`,
    context,
    { monitoringCrds },
    { ...settings.observability, gpus: hasGpus(settings), nodeScalers: compute.scalers },
  );
  const gatewayApi = new GatewayApi(`${name}-gateway-api`, context, { argoCd });
  const istio = new Istio(`${name}-istio`, context, { monitoringCrds, gatewayApi });
  const ingressGateway = new IngressGateway(
    `${name}-ingress-gateway`,
    context,
    { monitoringCrds, certManager, loadBalancerController, istio },
    settings.serving,
  );
  const databases = new DatabaseAdministration(`${name}-databases`, context, data);
  const mlflow = new Mlflow(
    `${name}-mlflow`,
    context,
    { monitoringCrds, databases },
    { artifacts: data.artifacts, transform: transform.mlflow },
  );
  const kubeflow = new Kubeflow(`${name}-kubeflow`, context, { monitoringCrds, argoCd });
  const keda = new Keda(`${name}-keda`, context, { monitoringCrds, certManager });
  const flagger = new Flagger(`${name}-flagger`, context, { monitoringCrds, gatewayApi, keda });
  const kserve = new KServe(
    `${name}-kserve`,
    context,
    { monitoringCrds, certManager, gatewayApi, keda },
    { ingressGateway },
  );
  const verticalPodAutoscaler = new VerticalPodAutoscaler(`${name}-vertical-autoscaler`, context, { monitoringCrds });

  return {
    monitoringCrds,
    certManager,
    loadBalancerController,
    externalSecrets,
    argoCd,
    observability,
    gatewayApi,
    istio,
    ingressGateway,
    databases,
    mlflow,
    kubeflow,
    keda,
    flagger,
    kserve,
    verticalPodAutoscaler,
  };
}

function hasGpus({ compute }: Settings): boolean {
  const types = Object.values(compute.pools).flatMap(({ instanceTypes }) => instanceTypes);
  return types.some((type) => findInstanceType(type)?.accelerator?.manufacturer === "nvidia");
}
