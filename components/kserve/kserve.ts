import type { types } from "@pulumi/kubernetes";
import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { IngressGateway } from "../ingressGateway/ingressGateway";
import { Chart } from "../kubernetes/chart";
import { PlatformNamespace } from "../kubernetes/platformNamespace";
import { type Ready, Service, type ServiceContext } from "../service";
import { controllerLabels, controllerName, kserveNamespace } from "./controller";
import { facts } from "./facts";
import { ModelStorage } from "./modelStorage";
import { kserveRuntimeValues, kserveValues } from "./values";

/** Services that `KServe` depends on. */
export interface KServeNeeds {
  /** Installs the kind of its PodMonitor. */
  readonly monitoringCrds: Ready;
  /** Issues the certificate of its webhook. */
  readonly certManager: Ready;
  /** Installs the kind of the HTTPRoutes that it creates. */
  readonly gatewayApi: Ready;
  /** The controller looks for the CRDs of KEDA only when it starts. */
  readonly keda: Ready;
}

/** Arguments of `KServe`. */
export interface KServeArgs {
  /**
   * Gateway of the models' routes. The controller needs only its name, so that both are created in parallel. Models
   * depend on the gateway through `ready`.
   */
  readonly ingressGateway: Pick<IngressGateway, "ready" | "gateway" | "domain">;
}

/**
 * KServe in its `Standard` mode, without Knative: it creates a Deployment, a Service, an autoscaler and routes for each
 * InferenceService. Three charts install its CRDs, its controller and its runtimes, in this order: the controller's
 * webhook validates runtimes.
 *
 * Enabled runtimes: scikit-learn, XGBoost, LightGBM and Hugging Face.
 *
 * The controller also looks for the CRDs of OpenTelemetry only when it starts. To use them, install them before KServe.
 */
export class KServe extends Service<KServeNeeds> {
  /** Namespace of the controller and its webhook. */
  readonly namespaceName: pulumi.Output<string>;
  /** Resources that every InferenceService must depend on. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext, needs: KServeNeeds, { ingressGateway }: KServeArgs) {
    super("KServe", name, [facts], context, needs);

    const platformNamespace = this.createNamespace(context);
    const kinds = this.createKinds(platformNamespace, context);
    const controller = this.createController(platformNamespace, kinds, ingressGateway);
    this.createReplicas(platformNamespace, controller, context);
    this.createMonitor(platformNamespace);
    const runtimes = this.createRuntimes(platformNamespace, controller, context);
    const storage = this.createModelStorage([controller, runtimes], context);

    this.namespaceName = platformNamespace.namespaceName;
    this.ready = [controller, runtimes, storage, ...ingressGateway.ready];
    this.registerOutputs({ namespaceName: this.namespaceName });
  }

  private createNamespace({ network }: ServiceContext): PlatformNamespace {
    return new PlatformNamespace(
      `${this.name}-namespace`,
      { namespace: kserveNamespace, network, allowedTraffic: facts.allowedTraffic },
      { parent: this },
    );
  }

  private createKinds(platformNamespace: PlatformNamespace, { mirror }: ServiceContext): Chart {
    return new Chart(
      `${this.name}-crd`,
      { chart: facts.charts["kserve-crd"], mirror, namespace: platformNamespace.namespaceName, values: {} },
      { parent: this, dependsOn: [platformNamespace] },
    );
  }

  private createController(
    platformNamespace: PlatformNamespace,
    kinds: Chart,
    { gateway, domain }: KServeArgs["ingressGateway"],
  ): Chart {
    const { mirror, account } = this.context;
    return new Chart(
      `${this.name}-controller`,
      {
        chart: facts.charts["kserve-resources"],
        mirror,
        namespace: platformNamespace.namespaceName,
        values: kserveValues({
          mirror,
          region: account.region,
          gateway: `${gateway.namespace}/${gateway.name}`,
          domain,
        }),
      },
      { parent: this, dependsOn: [kinds] },
    );
  }

  /**
   * The chart does not set the number of replicas and has no value for it. An autoscaler with a fixed number sets it.
   */
  private createReplicas(platformNamespace: PlatformNamespace, controller: Chart, { replicas }: ServiceContext): void {
    if (replicas < 2) return;
    const metadata = { name: controllerName, namespace: platformNamespace.namespaceName };
    new k8s.autoscaling.v2.HorizontalPodAutoscaler(
      `${this.name}-autoscaler`,
      { metadata, spec: replicasSpec(replicas) },
      { parent: this, dependsOn: [controller] },
    );
    new k8s.policy.v1.PodDisruptionBudget(
      `${this.name}-disruption-budget`,
      { metadata, spec: { maxUnavailable: 1, selector: { matchLabels: controllerLabels } } },
      { parent: this },
    );
  }

  /** Scrapes pods, because the port of the Service requires a token. */
  private createMonitor(platformNamespace: PlatformNamespace): void {
    new k8s.apiextensions.CustomResource(
      `${this.name}-monitor`,
      {
        apiVersion: "monitoring.coreos.com/v1",
        kind: "PodMonitor",
        metadata: { name: controllerName, namespace: platformNamespace.namespaceName },
        spec: {
          selector: { matchLabels: controllerLabels },
          podMetricsEndpoints: [{ port: "metrics", path: "/metrics", interval: "30s" }],
        },
      },
      { parent: this },
    );
  }

  private createModelStorage(dependsOn: pulumi.Resource[], { mirror, account }: ServiceContext): ModelStorage {
    return new ModelStorage(
      `${this.name}-model-storage`,
      { mirror, region: account.region },
      { parent: this, dependsOn },
    );
  }

  private createRuntimes(platformNamespace: PlatformNamespace, controller: Chart, { mirror }: ServiceContext): Chart {
    return new Chart(
      `${this.name}-runtimes`,
      {
        chart: facts.charts["kserve-runtime-configs"],
        mirror,
        namespace: platformNamespace.namespaceName,
        values: kserveRuntimeValues(mirror),
      },
      { parent: this, dependsOn: [controller] },
    );
  }
}

/** A fixed number of replicas: only the leader reconciles, and webhooks need little CPU. */
function replicasSpec(replicas: number): types.input.autoscaling.v2.HorizontalPodAutoscalerSpec {
  return {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: controllerName },
    minReplicas: replicas,
    maxReplicas: replicas,
    metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } } }],
  };
}
