import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { pinnedImage } from "../../kubernetes/image";
import { AlertRules } from "../../observability/alertRules";
import { teamPrefix } from "../../tenancy/teamNames";
import { transformedObject } from "../../transform";
import { timeoutMinutes } from "../deadlines";
import { allowFromPolicySpec } from "../serving/allowFrom";
import { type ModelAutoscaler, modelAutoscaler } from "../serving/autoscaling/autoscaler";
import { disruptionBudgetSpec } from "../serving/replicas";
import { gatewayUrl } from "../serving/route";
import { servedModelAlerts } from "../serving/serviceLevelObjectives/alerts";
import { servingPlacement } from "../serving/servingChecks";
import { Workload } from "../workload";
import {
  type InferenceServiceArgs,
  type InferenceServiceArguments,
  inferenceServiceKind,
  readinessDeadline,
} from "./arguments";
import { failedAtGateway, slowAtGateway } from "./gatewayMetrics";
import { annotations, inferenceServiceSpec, podLabels, podMonitorSpec } from "./inferenceServiceSpec";
import { predictorDeadlines } from "./predictorServer";
import { readinessJobSpec, versionFingerprint } from "./readinessJobSpec";
import { requestsInFlight } from "./requestsInFlight";
import { endpointOf } from "./serverFields";
import * as stored from "./storedModel";

export type { InferenceServiceArgs } from "./arguments";

type Predictors = readonly [stored.Predictor, ...stored.Predictor[]];

/**
 * A model from the team's part of the bucket, served by a runtime of KServe or by a container of the team. Canaries are
 * other versions that get a share of the requests at the gateway.
 *
 *     const churn = new InferenceService("churn", {
 *       workspace: platform.workspace("vision"),
 *       model: { format: "sklearn", version: 3 },
 *       canary: [{ trafficPercent: 10, model: { version: 4 } }],
 *     });
 *     export const churnUrl = churn.gatewayUrl;
 *
 * To promote a canary, set `model.version` to its version and remove the canary: its pods are kept. See
 * docs/workloads/inference-service.md.
 *
 * ### Cost
 * The share of nodes of at least `replicas.minimum` pods, and of the canaries' pods.
 *
 * Arguments: docs/workloads/arguments.md. With invalid arguments it creates no objects, and the program fails after it
 * has run with all problems of all workloads.
 */
export class InferenceService extends Workload<typeof inferenceServiceKind.schema> {
  /**
   * Base URL of the stable version for pods of the cluster: `http://<name>-v<version>-predictor.<team>.svc`. Canaries
   * get no requests of it. It changes with the version.
   */
  readonly url: pulumi.Output<string>;
  /**
   * Base URL for clients outside of the cluster: `https://<name>-<team>.<domain>`. The gateway splits its requests
   * between the stable version and the canaries. Undefined without `allowFrom.gateway`.
   */
  readonly gatewayUrl: pulumi.Output<string> | undefined;
  /**
   * Base URL for clients of the OpenAI API outside of the cluster: `https://<name>-<team>.<domain>/openai/v1`. Inside
   * it is `<url>/openai/v1`. Undefined without `allowFrom.gateway`, and for formats other than `huggingface`.
   */
  readonly openAiUrl: pulumi.Output<string> | undefined;
  /** The InferenceService object. Undefined if the arguments are invalid. */
  readonly inferenceService: k8s.apiextensions.CustomResource | undefined;
  /** One autoscaler for each version, the stable version first. */
  readonly autoscalers: readonly ModelAutoscaler[];
  /** Resources to depend on: when they exist, each version answers. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: InferenceServiceArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(inferenceServiceKind, name, args, opts);

    const { checked } = this;
    const created = checked && this.create(checked, args);
    this.url = created ? this.urlOf(created.predictors[0]) : this.unknownOutput("url");
    this.gatewayUrl = checked ? gatewayUrl(this.objectName, checked) : this.unknownOutput("gatewayUrl");
    const openAi = checked && checked.model.format !== "huggingface" ? undefined : this.gatewayUrl;
    this.openAiUrl = openAi?.apply((base) => `${base}/openai/v1`);
    this.inferenceService = created?.service;
    this.autoscalers = created?.autoscalers ?? [];
    this.ready = created?.ready ?? [];
    const { namespaceName, url } = this;
    this.registerOutputs({ namespaceName, url, gatewayUrl: this.gatewayUrl, openAiUrl: this.openAiUrl });
  }

  private urlOf(predictor: stored.Predictor): pulumi.Output<string> {
    const host = stored.predictorObject(this.objectName, predictor);
    return this.namespaceName.apply((namespace) => `http://${host}.${namespace}.svc`);
  }

  /** @param written Arguments as written, without defaults. */
  private create(args: InferenceServiceArguments, written: InferenceServiceArgs) {
    const minimumReplicas = args.replicas.minimum;
    const predictors = stored.predictors({ ...args, service: this.objectName, minimumReplicas });
    const { nodeSelector } = servingPlacement(args);
    const fingerprintOf = (one: stored.Predictor) => versionFingerprint(written, one, nodeSelector);
    const policy = this.createNetworkPolicy(args);
    const service = this.createService(args, predictors, fingerprintOf, policy);
    this.createDisruptionBudget(args);
    this.createMonitor();
    this.createAlerts(args, predictors);
    const versions = predictors.map((predictor) => {
      const autoscaler = this.createAutoscaler(args, predictor, service);
      return { autoscaler, readiness: this.createReadiness(args, predictor, fingerprintOf(predictor), autoscaler) };
    });
    return {
      predictors,
      service,
      autoscalers: versions.map(({ autoscaler }) => autoscaler),
      ready: versions.map(({ readiness }) => readiness),
    };
  }

  private createNetworkPolicy(args: InferenceServiceArguments): k8s.networking.v1.NetworkPolicy[] {
    const spec = allowFromPolicySpec(podLabels(this.objectName), endpointOf(args).port, args.allowFrom);
    if (!spec) return [];
    return [
      new k8s.networking.v1.NetworkPolicy(
        `${this.name}-allow-from`,
        { metadata: { ...this.metadata(), name: `${this.objectName}-allow-from` }, spec },
        { parent: this },
      ),
    ];
  }

  private createService(
    args: InferenceServiceArguments,
    predictors: Predictors,
    fingerprintOf: (predictor: stored.Predictor) => pulumi.Output<string>,
    dependsOn: pulumi.Resource[],
  ): k8s.apiextensions.CustomResource {
    const { artifacts, team } = args.workspace;
    const below = teamPrefix(team.team);
    const { deletionSeconds } = predictorDeadlines(predictors[0], args);
    const spec = inferenceServiceSpec({
      ...args,
      service: this.objectName,
      predictors,
      fingerprintOf,
      storageUri: (path) => pulumi.interpolate`s3://${artifacts.bucketName}/${below}/${path}`,
      serviceAccount: "serving",
      size: args.resources,
      placement: servingPlacement(args),
      endpoint: endpointOf(args),
    });
    return new k8s.apiextensions.CustomResource(
      ...transformedObject(
        args.transform?.inferenceService,
        `${this.name}-service`,
        {
          apiVersion: "serving.kserve.io/v1beta1",
          kind: "InferenceService",
          metadata: { ...this.metadata(), annotations: annotations(predictors[0]) },
          spec,
        },
        // Pulumi waits until all pods have ended.
        { parent: this, dependsOn, customTimeouts: { delete: timeoutMinutes(deletionSeconds) } },
      ),
    );
  }

  /** KServe would create an autoscaler only for the stable version, and keep canaries at a fixed number of pods. */
  private createAutoscaler(
    args: InferenceServiceArguments,
    predictor: stored.Predictor,
    service: pulumi.Resource,
  ): ModelAutoscaler {
    const deployment = stored.predictorObject(this.objectName, predictor);
    const namespace = args.workspace.team.team;
    return modelAutoscaler(
      `${this.name}-${predictor.name}-autoscaler`,
      {
        ...args,
        replicas: { ...args.replicas, minimum: predictor.minimumReplicas },
        metadata: { ...this.metadata(), name: `${this.objectName}-${predictor.name}` },
        namespace,
        deployment,
        requestsInFlight: requestsInFlight(namespace, deployment),
      },
      { parent: this, dependsOn: [service] },
    );
  }

  private createReadiness(
    args: InferenceServiceArguments,
    predictor: stored.Predictor,
    fingerprint: pulumi.Output<string>,
    after: pulumi.Resource,
  ): k8s.batch.v1.Job {
    const deployment = stored.predictorObject(this.objectName, predictor);
    const deadlineSeconds = readinessDeadline(args, predictor);
    return new k8s.batch.v1.Job(
      `${this.name}-${predictor.name}-ready`,
      {
        metadata: { ...this.metadata(), name: `${this.objectName}-${predictor.name}-ready` },
        spec: readinessJobSpec({
          image: pinnedImage(args.workspace.mirror, "mlflow"),
          labels: this.labels(),
          deployment,
          fingerprint,
          url: `http://${deployment}${endpointOf(args).ready}`,
          podSeconds: predictorDeadlines(predictor, args).podSeconds,
          deadlineSeconds,
        }),
      },
      { parent: this, dependsOn: [after], customTimeouts: { create: timeoutMinutes(deadlineSeconds + 300) } },
    );
  }

  /** One budget for all versions. KServe creates none. */
  private createDisruptionBudget({ minAvailable }: InferenceServiceArguments): void {
    new k8s.policy.v1.PodDisruptionBudget(
      `${this.name}-disruption-budget`,
      {
        metadata: this.metadata(),
        spec: disruptionBudgetSpec(podLabels(this.objectName), minAvailable),
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
        spec: podMonitorSpec(this.objectName),
      },
      { parent: this },
    );
  }

  private createAlerts({ workspace, objectives, runbooks }: InferenceServiceArguments, predictors: Predictors): void {
    const services = predictors.map((predictor) => stored.predictorObject(this.objectName, predictor));
    const target = { namespace: workspace.team.team, services };
    const group = servedModelAlerts({
      name: this.objectName,
      namespace: target.namespace,
      levels: objectives,
      errors: failedAtGateway(target),
      slow: slowAtGateway(target, objectives),
      deployments: services,
    });
    const rules = { namespace: this.namespaceName, groups: [group], runbooks };
    new AlertRules(`${this.name}-alerts`, rules, { parent: this });
  }
}
