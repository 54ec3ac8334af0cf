import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { modelServiceWorkload, workloadLabel } from "../../../core/kubernetes/labels";
import { pinnedImage } from "../../kubernetes/image";
import { ServiceMetrics } from "../../observability/serviceMetrics";
import { transformed, transformedObject } from "../../transform";
import { timeoutMinutes } from "../deadlines";
import { fetchScript } from "../registeredModel/modelFetch";
import { allowFromPolicySpec } from "../serving/allowFrom";
import { type ModelAutoscaler, modelAutoscaler } from "../serving/autoscaling/autoscaler";
import { disruptionBudgetSpec } from "../serving/replicas";
import { gatewayUrl, modelHost, modelRouteSpec } from "../serving/route";
import { servedModelAlerts } from "../serving/serviceLevelObjectives/alerts";
import { servingPlacement } from "../serving/servingChecks";
import { Workload } from "../workload";
import { type ModelServiceArgs, type ModelServiceArguments, modelServiceKind } from "./arguments";
import { serverPort } from "./environment";
import { predictionLogVariables } from "./predictionLog";
import { failedRequests, noTargets, requestsInFlight, slowRequests } from "./requestMetrics";
import { serverDeadlines, serverDeploymentSpec } from "./serverDeployment";

export type { ModelServiceArgs } from "./arguments";

/**
 * A model from MLflow's registry, served by the team's own server. An autoscaler sets the number of pods, which are
 * spread over zones. Each pod verifies the model's files against the digest.
 *
 *     const churn = new ModelService("churn", {
 *       workspace: platform.workspace("vision"),
 *       image: platform.data.repositories.image("server", "1.4.0"),
 *       model: { name: "churn", version: 3, digest: "sha256:…" },
 *     });
 *     export const churnUrl = churn.gatewayUrl;
 *
 * ### Cost
 * The share of nodes of at least `replicas.minimum` pods. Each pod holds its accelerators all the time; there is no
 * scaling to zero.
 *
 * Arguments: docs/workloads/arguments.md. With invalid arguments it creates no objects, and the program fails after it
 * has run with all problems of all workloads.
 */
export class ModelService extends Workload<typeof modelServiceKind.schema> {
  /** Base URL for pods of the cluster: `http://<name>.<team>.svc`. */
  readonly url: pulumi.Output<string>;
  /**
   * Base URL for clients outside of the cluster: `https://<name>-<team>.<domain>`. Undefined without
   * `allowFrom.gateway`.
   */
  readonly gatewayUrl: pulumi.Output<string> | undefined;
  /** The Deployment of the servers. Undefined if the arguments are invalid, as are the other objects. */
  readonly deployment: k8s.apps.v1.Deployment | undefined;
  /** The Service in front of the servers. */
  readonly service: k8s.core.v1.Service | undefined;
  /** The HTTPRoute of the gateway. Undefined without `allowFrom.gateway`. */
  readonly route: k8s.apiextensions.CustomResource | undefined;
  /**
   * The autoscaler, which sets the number of pods: a HorizontalPodAutoscaler, or a ScaledObject if `replicas.measure`
   * is not `cpu`.
   */
  readonly autoscaler: ModelAutoscaler | undefined;
  /** Resources to depend on: when they exist, as many pods answer as the autoscaler wanted. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: ModelServiceArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(modelServiceKind, name, args, opts);

    const { checked } = this;
    this.url = this.namespaceName.apply((namespace) => `http://${this.objectName}.${namespace}.svc`);
    this.gatewayUrl = checked ? gatewayUrl(this.objectName, checked) : this.unknownOutput("gatewayUrl");
    const created = checked && this.create(checked);
    this.deployment = created?.deployment;
    this.service = created?.service;
    this.route = created?.route;
    this.autoscaler = created?.autoscaler;
    this.ready = created ? [created.deployment, created.service] : [];
    this.registerOutputs({ namespaceName: this.namespaceName, url: this.url, gatewayUrl: this.gatewayUrl });
  }

  private create(args: ModelServiceArguments) {
    const script = this.createScript();
    const policy = this.createNetworkPolicy(args);
    const deployment = this.createDeployment(args, [script, ...policy]);
    const service = this.createService(args, deployment);
    const route = this.createRoute(args, service);
    const autoscaler = this.createAutoscaler(args, deployment);
    this.createDisruptionBudget(args);
    this.createMetrics(args);
    return { deployment, service, route, autoscaler };
  }

  private createScript(): k8s.core.v1.ConfigMap {
    return new k8s.core.v1.ConfigMap(
      `${this.name}-fetch`,
      { metadata: { ...this.metadata(), name: this.scriptName() }, data: fetchScript() },
      { parent: this },
    );
  }

  private createNetworkPolicy({ allowFrom }: ModelServiceArguments): k8s.networking.v1.NetworkPolicy[] {
    const spec = allowFromPolicySpec(this.selector(), serverPort.number, allowFrom);
    if (!spec) return [];
    return [
      new k8s.networking.v1.NetworkPolicy(
        `${this.name}-allow-from`,
        { metadata: { ...this.metadata(), name: `${this.objectName}-allow-from` }, spec },
        { parent: this },
      ),
    ];
  }

  private createDeployment(args: ModelServiceArguments, dependsOn: pulumi.Resource[]): k8s.apps.v1.Deployment {
    const { workspace, transform } = args;
    const spec = serverDeploymentSpec({
      ...args,
      labels: this.labels(),
      selector: this.selector(),
      fetchImage: pinnedImage(workspace.mirror, "mlflow"),
      mlflowSecret: workspace.mlflowSecret,
      serviceAccount: "serving",
      configMap: this.scriptName(),
      size: args.resources,
      placement: servingPlacement(args),
      predictionLogVariables: predictionLogVariables({ ...args, objectName: this.objectName }),
    });
    const { rolloutSeconds, deletionSeconds } = serverDeadlines(args);
    const rollout = timeoutMinutes(rolloutSeconds);
    const customTimeouts = { create: rollout, update: rollout, delete: timeoutMinutes(deletionSeconds) };
    return new k8s.apps.v1.Deployment(
      ...transformed<k8s.apps.v1.DeploymentArgs>(
        "kubernetes:apps/v1:Deployment",
        transform?.deployment,
        `${this.name}-server`,
        { metadata: this.metadata(), spec },
        { parent: this, dependsOn, customTimeouts },
      ),
    );
  }

  private createService({ transform }: ModelServiceArguments, deployment: k8s.apps.v1.Deployment): k8s.core.v1.Service {
    const { name } = serverPort;
    const ports = [{ name, port: 80, targetPort: name, appProtocol: "http" }];
    return new k8s.core.v1.Service(
      ...transformed<k8s.core.v1.ServiceArgs>(
        "kubernetes:core/v1:Service",
        transform?.service,
        `${this.name}-service`,
        { metadata: this.metadata(), spec: { selector: this.selector(), ports } },
        // Pulumi waits until a Service has pods, for less time than a pool takes that scales from zero.
        { parent: this, dependsOn: [deployment] },
      ),
    );
  }

  private createRoute(
    { workspace, allowFrom, requestSeconds, transform }: ModelServiceArguments,
    service: k8s.core.v1.Service,
  ): k8s.apiextensions.CustomResource | undefined {
    const { objectName } = this;
    if (!allowFrom.gateway) return undefined;
    const target = { name: objectName, port: 80 };
    const spec = modelRouteSpec(modelHost(objectName, workspace), workspace.gateway, target, requestSeconds);
    return new k8s.apiextensions.CustomResource(
      ...transformedObject(
        transform?.route,
        `${this.name}-route`,
        { apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute", metadata: this.metadata(), spec },
        { parent: this, dependsOn: [service] },
      ),
    );
  }

  private createAutoscaler(args: ModelServiceArguments, deployment: k8s.apps.v1.Deployment): ModelAutoscaler {
    const target = { namespace: args.workspace.team.team, service: this.objectName };
    return modelAutoscaler(
      `${this.name}-autoscaler`,
      {
        ...args,
        metadata: this.metadata(),
        namespace: target.namespace,
        deployment: this.objectName,
        requestsInFlight: requestsInFlight(target),
      },
      { parent: this, dependsOn: [deployment] },
    );
  }

  private createDisruptionBudget({ minAvailable }: ModelServiceArguments): void {
    new k8s.policy.v1.PodDisruptionBudget(
      `${this.name}-disruption-budget`,
      { metadata: this.metadata(), spec: disruptionBudgetSpec(this.selector(), minAvailable) },
      { parent: this },
    );
  }

  private createMetrics({ workspace, objectives, runbooks }: ModelServiceArguments): void {
    const target = { namespace: workspace.team.team, service: this.objectName };
    const alerts = servedModelAlerts({
      name: this.objectName,
      namespace: target.namespace,
      levels: objectives,
      errors: failedRequests(target),
      slow: slowRequests(target, objectives),
      deployments: [this.objectName],
      metricsMissing: noTargets(target),
    });
    new ServiceMetrics(
      `${this.name}-metrics`,
      {
        namespace: this.namespaceName,
        labels: this.selector(),
        port: serverPort.name,
        path: "/metrics",
        alerts: [alerts],
        runbooks,
      },
      { parent: this },
    );
  }

  private scriptName(): string {
    return `${this.objectName}-fetch-model`;
  }

  /** Labels that select only this workload's pods. Workloads of other kinds may have the same name. */
  private selector(): Record<string, string> {
    return { "app.kubernetes.io/name": this.objectName, [workloadLabel]: modelServiceWorkload };
  }
}
