import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { pinnedImage } from "../../charts/image";
import { type Placement, type PlacementRequest, placement } from "../../compute/placement";
import { AlertRules } from "../../observability/alertRules";
import { teamPrefix } from "../../tenancy/teamNames";
import { acceleratorQuotaProblems } from "../../tenancy/teamQuota";
import { type Callers, callersPolicySpec, checkCallers } from "../serving/callers";
import { type ContainerSize, checkSize, containerSize } from "../serving/containerSize";
import { servedModelAlerts } from "../serving/levels/alerts";
import { checkServiceLevels, type ServiceLevels, serviceLevels } from "../serving/levels/serviceLevels";
import { checkLoadSeconds } from "../serving/probes";
import * as replicas from "../serving/replicas";
import { Workload, type WorkloadArgs } from "../workload";
import { failedAtGateway, slowAtGateway } from "./gatewayMetrics";
import { annotations, inferenceServiceSpec, podLabels, predictorPort } from "./inferenceServiceSpec";
import { readinessJobSpec } from "./readiness";
import * as stored from "./storedModel";

export interface InferenceServiceArgs
  extends WorkloadArgs,
    Pick<PlacementRequest, "accelerator" | "acceleratorCount" | "pool"> {
  readonly model: stored.StoredModel;
  /** Other versions that get a part of the requests. @default - none */
  readonly canary?: readonly stored.Canary[];
  /** How long a server takes to load the model, seconds: it gets twice that. @default 60 */
  readonly loadSeconds?: number;
  /** How long `up` waits until a version answers, minutes. @default 30 */
  readonly timeoutMinutes?: number;
  /** Pods of the model. A canary has as many at the most. */
  readonly replicas?: replicas.ReplicaRange;
  /** Pods that stay when a node goes, those of canaries included. @default - all but one */
  readonly minAvailable?: number;
  /** What each pod asks for. */
  readonly resources?: ContainerSize;
  /** Who calls it. @default - the gateway, and pods of its namespace */
  readonly callers?: Callers;
  /** What callers at the gateway may rely on: alerts tell when the month's budget goes too fast. */
  readonly objectives?: ServiceLevels;
  /** Address or folder of the runbooks. @default "docs/runbooks" */
  readonly runbooks?: string | undefined;
}

/**
 * A model of a format that KServe has a server for, read from the team's part of the bucket, with canaries: the gateway
 * splits requests by `trafficPercent`.
 *
 * A promotion makes the canary's version the model's and drops the canary: its pods stay. See docs/workloads/serving.md.
 * Each version has an autoscaler of ours, since KServe takes those that it makes of canaries for nobody's.
 *
 * Needs KServe, its runtimes, the gateway and `ModelStorage`, which the workspace's `ready` stands for.
 *
 * ### Cost
 * Its pods' share of nodes, for at least `replicas.minimum` of them, and those of canaries.
 *
 * @throws Error with all that is wrong with the arguments.
 */
export class InferenceService extends Workload {
  /** Each version answers. */
  readonly ready: readonly pulumi.Resource[];
  private readonly range: Required<replicas.ReplicaRange>;
  private readonly placement: Placement;
  private readonly predictors: [stored.Predictor, ...stored.Predictor[]];

  constructor(
    name: string,
    private readonly args: InferenceServiceArgs,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    super("mlops:index:InferenceService", name, args, opts, longestName(args));

    this.range = replicas.replicaRange(args.replicas);
    const { accelerator, acceleratorCount, pool } = args;
    const request = { accelerator, acceleratorCount, pool, purpose: "serving" } as const;
    this.placement = placement(this.problems.subject, request, this.workspace.pools);
    this.predictors = stored.predictors(this.predictorArgs());
    this.check();

    const policy = this.createNetworkPolicy();
    const service = this.createService(policy);
    this.createDisruptionBudget();
    this.createMonitor();
    this.createAlerts();
    this.ready = this.predictors.map((predictor) => this.createReadiness(predictor, this.scale(predictor, service)));
    this.registerOutputs({});
  }

  private check(): void {
    const { args, problems, range } = this;
    const { loadSeconds = 60, timeoutMinutes = 30 } = args;
    stored.checkPredictors(problems, this.predictorArgs(), range.maximum);
    checkLoadSeconds(problems, loadSeconds);
    if (!Number.isInteger(timeoutMinutes) || timeoutMinutes < 1) {
      problems.add(`timeoutMinutes ${timeoutMinutes} is no time to wait`, "use whole minutes from 1");
    }
    replicas.checkReplicas(problems, range);
    replicas.checkMinAvailable(problems, args.minAvailable, range.minimum);
    checkSize(problems, containerSize(args.resources));
    checkCallers(problems, args.callers ?? {});
    checkServiceLevels(problems, serviceLevels(args.objectives));
    problems.addAll(this.placement.problems);
    const pods = this.predictors.map(({ minimumReplicas }) => replicas.podsDuringUpdate(minimumReplicas));
    problems.addAll(
      acceleratorQuotaProblems(
        problems.subject,
        { team: this.workspace.team.team, quota: this.workspace.quota },
        this.placement.resources,
        pods.reduce((sum, one) => sum + one),
      ),
    );
    problems.throwIfAny();
  }

  private createNetworkPolicy(): k8s.networking.v1.NetworkPolicy[] {
    const spec = callersPolicySpec(podLabels(this.objectName), predictorPort.number, this.args.callers ?? {});
    if (!spec) return [];
    return [
      new k8s.networking.v1.NetworkPolicy(
        `${this.name}-callers`,
        { metadata: { ...this.metadata(), name: `${this.objectName}-callers` }, spec },
        { parent: this },
      ),
    ];
  }

  private createService(dependsOn: pulumi.Resource[]): k8s.apiextensions.CustomResource {
    const { loadSeconds = 60, resources } = this.args;
    const { artifacts, team } = this.workspace;
    const below = teamPrefix(team.team);
    const spec = inferenceServiceSpec({
      service: this.objectName,
      predictors: this.predictors,
      storageUri: (path) => pulumi.interpolate`s3://${artifacts.bucketName}/${below}/${path}`,
      serviceAccount: "serving",
      size: containerSize(resources),
      placement: this.placement,
      loadSeconds,
    });
    return new k8s.apiextensions.CustomResource(
      `${this.name}-service`,
      {
        apiVersion: "serving.kserve.io/v1beta1",
        kind: "InferenceService",
        metadata: { ...this.metadata(), annotations: annotations(this.predictors[0]) },
        spec,
      },
      { parent: this, dependsOn },
    );
  }

  /** KServe would scale the model alone, and leaves canaries at one number. */
  private scale(predictor: stored.Predictor, service: pulumi.Resource): k8s.autoscaling.v2.HorizontalPodAutoscaler {
    const range = { ...this.range, minimum: predictor.minimumReplicas };
    return new k8s.autoscaling.v2.HorizontalPodAutoscaler(
      `${this.name}-${predictor.name}-autoscaler`,
      {
        metadata: { ...this.metadata(), name: `${this.objectName}-${predictor.name}` },
        spec: replicas.autoscalerSpec(stored.predictorObject(this.objectName, predictor), range),
      },
      { parent: this, dependsOn: [service] },
    );
  }

  private createReadiness(predictor: stored.Predictor, after: pulumi.Resource): k8s.batch.v1.Job {
    const { timeoutMinutes = 30, loadSeconds, resources } = this.args;
    const { format, path } = predictor;
    const { nodeSelector } = this.placement;
    return new k8s.batch.v1.Job(
      `${this.name}-${predictor.name}-ready`,
      {
        metadata: { ...this.metadata(), name: `${this.objectName}-${predictor.name}-ready` },
        spec: readinessJobSpec({
          image: pinnedImage(this.workspace.mirror, "mlflow"),
          labels: this.labels(),
          predictor: stored.predictorObject(this.objectName, predictor),
          timeoutMinutes,
          subject: { format, path, loadSeconds, resources, nodeSelector },
        }),
      },
      { parent: this, dependsOn: [after], customTimeouts: { create: `${timeoutMinutes + 5}m` } },
    );
  }

  /** Of all versions together: KServe makes none. */
  private createDisruptionBudget(): void {
    new k8s.policy.v1.PodDisruptionBudget(
      `${this.name}-disruption-budget`,
      {
        metadata: this.metadata(),
        spec: replicas.disruptionBudgetSpec(podLabels(this.objectName), this.args.minAvailable),
      },
      { parent: this },
    );
  }

  private createMonitor(): void {
    new k8s.apiextensions.CustomResource(
      `${this.name}-monitor`,
      {
        apiVersion: "monitoring.coreos.com/v1",
        kind: "PodMonitor",
        metadata: this.metadata(),
        spec: {
          selector: { matchLabels: podLabels(this.objectName) },
          // Which version it is.
          podTargetLabels: ["app"],
          podMetricsEndpoints: [{ port: predictorPort.name, path: "/metrics", interval: "30s" }],
        },
      },
      { parent: this },
    );
  }

  private createAlerts(): void {
    const services = this.predictors.map((predictor) => stored.predictorObject(this.objectName, predictor));
    const target = { namespace: this.workspace.team.team, services };
    const levels = serviceLevels(this.args.objectives);
    const group = servedModelAlerts({
      name: this.objectName,
      namespace: target.namespace,
      levels,
      errors: failedAtGateway(target),
      slow: slowAtGateway(target, levels),
      deployments: services,
    });
    const rules = { namespace: this.namespaceName, groups: [group], runbooks: this.args.runbooks };
    new AlertRules(`${this.name}-alerts`, rules, { parent: this });
  }

  private predictorArgs(): stored.PredictorsArgs {
    const { model, canary = [] } = this.args;
    return { service: this.objectName, model, canary, minimumReplicas: this.range.minimum };
  }
}

/** The host's first label is `<name>-predictor-<namespace>`, and the label `app` of its pods `isvc.<name>-v99999-predictor`. */
function longestName({ workspace }: InferenceServiceArgs): number {
  return 63 - Math.max("-predictor-".length + workspace.team.team.length, "isvc.-v99999-predictor".length);
}
