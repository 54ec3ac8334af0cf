import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { modelServiceWorkload, workloadLabel } from "../../../core/kubernetes/labels";
import { pinnedImage } from "../../charts/image";
import { type Placement, type PlacementRequest, placement } from "../../compute/placement";
import { ServiceMetrics } from "../../observability/serviceMetrics";
import { acceleratorQuotaProblems } from "../../tenancy/teamQuota";
import { type Transform, transformed } from "../../transform";
import { fetchScript } from "../registeredModel/modelFetch";
import { checkModel, type RegisteredModel } from "../registeredModel/registeredModel";
import { type Callers, callersPolicySpec, checkCallers } from "../serving/callers";
import { type ContainerSize, checkSize, containerSize } from "../serving/containerSize";
import { servedModelAlerts } from "../serving/levels/alerts";
import { checkServiceLevels, type ServiceLevels, serviceLevels } from "../serving/levels/serviceLevels";
import { checkLoadSeconds } from "../serving/probes";
import * as replicas from "../serving/replicas";
import { Workload, type WorkloadArgs } from "../workload";
import { imageProblems } from "../workloadImage";
import { checkEnvironment, type Environment, serverPort } from "./environment";
import { failedRequests, noTargets, slowRequests } from "./requestMetrics";
import { modelHost, modelRouteSpec } from "./route";
import { progressDeadlineSeconds, serverDeploymentSpec } from "./serverDeployment";

export interface ModelServiceArgs
  extends WorkloadArgs,
    Environment,
    Pick<PlacementRequest, "accelerator" | "acceleratorCount" | "pool"> {
  /**
   * The team's own server, by tag or digest. It listens on the port of `PORT`, speaks version 2 of the Open Inference
   * Protocol, reads the model below `MODEL_PATH`, and counts its requests: see docs/workloads/serving.md.
   */
  readonly image: pulumi.Input<string>;
  readonly model: RegisteredModel;
  /** How long the server takes to load the model, seconds: it gets twice that. @default 60 */
  readonly loadSeconds?: number;
  /** How long a request may take to end when its pod has to go, seconds. @default 30 */
  readonly shutdownSeconds?: number;
  readonly replicas?: replicas.ReplicaRange;
  /** Pods that stay when a node goes. @default - all but one */
  readonly minAvailable?: number;
  /** What each pod asks for. */
  readonly resources?: ContainerSize;
  /** Who calls it. @default - the gateway, and pods of its namespace */
  readonly callers?: Callers;
  /** What callers may rely on: alerts tell when the month's budget goes too fast. */
  readonly objectives?: ServiceLevels;
  /** Address or folder of the runbooks. @default "docs/runbooks" */
  readonly runbooks?: string | undefined;
  readonly transform?: { readonly deployment?: Transform<k8s.apps.v1.DeploymentArgs> } | undefined;
}

/**
 * A model of MLflow's registry behind the team's own server: as many pods as its load asks for, spread over zones, each
 * with the very files that the digest stands for.
 *
 * ### Cost
 * Its pods' share of nodes, for at least `replicas.minimum` of them. With an accelerator each pod holds `acceleratorCount` of them all
 * the time: nothing scales to zero.
 *
 * @throws Error with all that is wrong with the arguments.
 */
export class ModelService extends Workload {
  /** For pods of the cluster. */
  readonly url: pulumi.Output<string>;
  /** As many pods answer as the autoscaler wanted. */
  readonly ready: readonly pulumi.Resource[];
  private readonly range: Required<replicas.ReplicaRange>;
  private readonly placement: Placement;

  constructor(
    name: string,
    private readonly args: ModelServiceArgs,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    super("mlops:index:ModelService", name, args, opts, 50);

    this.range = replicas.replicaRange(args.replicas);
    const { accelerator, acceleratorCount, pool } = args;
    const request = { accelerator, acceleratorCount, pool, purpose: "serving" } as const;
    this.placement = placement(this.problems.subject, request, this.workspace.pools);
    this.check();

    const script = this.createScript();
    const policy = this.createNetworkPolicy();
    const deployment = this.createDeployment([script, ...policy]);
    const service = this.createService(deployment);
    this.createRoute(service);
    this.createAutoscaler(deployment);
    this.createDisruptionBudget();
    this.createMetrics();

    this.url = this.namespaceName.apply((namespace) => `http://${this.objectName}.${namespace}.svc`);
    this.ready = [deployment, service];
    this.registerOutputs({ url: this.url });
  }

  private check(): void {
    const { args, problems, range } = this;
    const { loadSeconds = 60, shutdownSeconds = 30, callers = {}, model } = args;
    checkModel(problems, model);
    problems.addAll(imageProblems(problems.subject, args.image));
    checkLoadSeconds(problems, loadSeconds);
    if (!Number.isInteger(shutdownSeconds) || shutdownSeconds < 0) {
      problems.add(`shutdownSeconds ${shutdownSeconds} is no time to end in`, "use whole seconds from 0");
    }
    replicas.checkReplicas(problems, range);
    replicas.checkMinAvailable(problems, args.minAvailable, range.minimum);
    checkSize(problems, containerSize(args.resources));
    checkEnvironment(problems, args, model);
    checkCallers(problems, callers);
    checkServiceLevels(problems, serviceLevels(args.objectives));
    problems.addAll(this.placement.problems);
    const pods = replicas.podsDuringUpdate(range.minimum);
    const { team, quota } = { team: this.workspace.team.team, quota: this.workspace.quota };
    problems.addAll(acceleratorQuotaProblems(problems.subject, { team, quota }, this.placement.resources, pods));
    problems.throwIfAny();
  }

  private createScript(): k8s.core.v1.ConfigMap {
    return new k8s.core.v1.ConfigMap(
      `${this.name}-fetch`,
      { metadata: { ...this.metadata(), name: this.scriptName() }, data: fetchScript() },
      { parent: this },
    );
  }

  private createNetworkPolicy(): k8s.networking.v1.NetworkPolicy[] {
    const spec = callersPolicySpec(this.selector(), serverPort.number, this.args.callers ?? {});
    if (!spec) return [];
    return [
      new k8s.networking.v1.NetworkPolicy(
        `${this.name}-callers`,
        { metadata: { ...this.metadata(), name: `${this.objectName}-callers` }, spec },
        { parent: this },
      ),
    ];
  }

  private createDeployment(dependsOn: pulumi.Resource[]): k8s.apps.v1.Deployment {
    const { args, workspace } = this;
    const { loadSeconds = 60, shutdownSeconds = 30, transform } = args;
    const spec = serverDeploymentSpec({
      ...args,
      labels: this.labels(),
      selector: this.selector(),
      fetchImage: pinnedImage(workspace.mirror, "mlflow"),
      mlflowSecret: workspace.mlflowSecret,
      serviceAccount: "serving",
      configMap: this.scriptName(),
      size: containerSize(args.resources),
      placement: this.placement,
      loadSeconds,
      shutdownSeconds,
    });
    // Pods are replaced a quarter at a time, and each quarter may take until the deadline.
    const limit = `${Math.ceil((4 * progressDeadlineSeconds(loadSeconds)) / 60)}m`;
    return new k8s.apps.v1.Deployment(
      ...transformed<k8s.apps.v1.DeploymentArgs>(
        transform?.deployment,
        `${this.name}-server`,
        { metadata: this.metadata(), spec },
        { parent: this, dependsOn, customTimeouts: { create: limit, update: limit } },
      ),
    );
  }

  private createService(deployment: k8s.apps.v1.Deployment): k8s.core.v1.Service {
    const { name } = serverPort;
    const ports = [{ name, port: 80, targetPort: name, appProtocol: "http" }];
    return new k8s.core.v1.Service(
      `${this.name}-service`,
      { metadata: this.metadata(), spec: { selector: this.selector(), ports } },
      // Pulumi waits until a Service has pods behind it, and not for as long as a node from zero takes.
      { parent: this, dependsOn: [deployment] },
    );
  }

  private createRoute(service: k8s.core.v1.Service): void {
    const { workspace, objectName } = this;
    if (this.args.callers?.gateway === false) return;
    const spec = modelRouteSpec(modelHost(objectName, workspace), workspace.gateway, { name: objectName, port: 80 });
    new k8s.apiextensions.CustomResource(
      `${this.name}-route`,
      { apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute", metadata: this.metadata(), spec },
      { parent: this, dependsOn: [service] },
    );
  }

  private createAutoscaler(deployment: k8s.apps.v1.Deployment): void {
    new k8s.autoscaling.v2.HorizontalPodAutoscaler(
      `${this.name}-autoscaler`,
      { metadata: this.metadata(), spec: replicas.autoscalerSpec(this.objectName, this.range) },
      { parent: this, dependsOn: [deployment] },
    );
  }

  private createDisruptionBudget(): void {
    new k8s.policy.v1.PodDisruptionBudget(
      `${this.name}-disruption-budget`,
      { metadata: this.metadata(), spec: replicas.disruptionBudgetSpec(this.selector(), this.args.minAvailable) },
      { parent: this },
    );
  }

  private createMetrics(): void {
    const target = { namespace: this.workspace.team.team, service: this.objectName };
    const levels = serviceLevels(this.args.objectives);
    const alerts = servedModelAlerts({
      name: this.objectName,
      namespace: target.namespace,
      levels,
      errors: failedRequests(target),
      slow: slowRequests(target, levels),
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
        runbooks: this.args.runbooks,
      },
      { parent: this },
    );
  }

  private scriptName(): string {
    return `${this.objectName}-fetch-model`;
  }

  /** The part of the labels that is this workload's alone: one of another kind may bear the same name. */
  private selector(): Record<string, string> {
    return { "app.kubernetes.io/name": this.objectName, [workloadLabel]: modelServiceWorkload };
  }
}
