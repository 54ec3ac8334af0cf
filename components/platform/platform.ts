import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../cluster/cluster";
import { Component } from "../component";
import type { Compute } from "../compute/compute";
import type { DataStores } from "../data/data";
import type { AdmissionPolicy, Guardrails } from "../guardrails/guardrails";
import { chartTransformation } from "../kubernetes/chartTransform";
import type { MlflowLogins } from "../mlflow/mlflowLogins";
import type { Network } from "../network/network";
import type { Settings } from "../settings/schema";
import type { Teams } from "../tenancy/teams";
import type { Workspace } from "../tenancy/workspace";
import { createCluster, createCompute, createData, createLogsKey, createNetwork } from "./foundation";
import { createGuardrails } from "./guardrails";
import { type ClusterContext, createPlatformContext } from "./platformContext";
import { createServices, type PlatformServices } from "./services";
import { createMlflowLogins, createTeams, workspaceOf } from "./teams";
import { checkedTransforms, type PlatformTransforms } from "./transforms";

/** Arguments of `MlPlatform`. */
export interface MlPlatformArgs {
  /** Settings of the stack: `loadSettings(…)`. */
  readonly settings: Settings;
  /** Admission policies of the cluster: `admissionPolicies(settings)` of `policies/`. */
  readonly guardrails: readonly AdmissionPolicy[];
  /**
   * Changes to single resources, by component and resource, and to Helm charts, by name, for properties that the
   * settings do not offer. Unknown keys are rejected.
   *
   * @default - none
   */
  readonly transform?: PlatformTransforms | undefined;
}

/**
 * The MLOps platform: network, cluster, guardrails, node pools, data stores, services and teams.
 *
 * `workspace(team)` returns the workspace of a team, which the team's workloads take as an argument.
 *
 * ### Cost
 * `npm run plan` lists the cost of every resource.
 */
export class MlPlatform extends Component {
  /** VPC, subnets and egress. */
  readonly network: Network;
  /** EKS cluster, its access and its system nodes. */
  readonly cluster: Cluster;
  /** Admission policies of the cluster. */
  readonly guardrails: Guardrails;
  /** Node pools of ML workloads. */
  readonly compute: Compute;
  /** Buckets, database, image repositories, shared volumes and cache. */
  readonly data: DataStores;
  /** Platform services by name, such as `services.mlflow`. */
  readonly services: PlatformServices;
  /** Teams of the settings. */
  readonly teams: Teams;
  private readonly context: ClusterContext;
  private readonly logins: MlflowLogins;

  constructor(name: string, args: MlPlatformArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const { settings } = args;
    const transform = checkedTransforms(name, args.transform);
    const transformations = [chartTransformation(transform.charts ?? {})];
    super("mlops:index:MlPlatform", name, pulumi.mergeOptions(opts, { transformations }));

    const context = createPlatformContext(name, settings, this);
    const logsKey = createLogsKey(context);
    this.network = createNetwork(context, logsKey, transform.network);
    this.cluster = createCluster(context, this.network, logsKey, transform.cluster);
    const inCluster: ClusterContext = { ...context, network: this.network, cluster: this.cluster };
    this.guardrails = createGuardrails(inCluster, args.guardrails);
    this.compute = createCompute(inCluster, transform.compute);
    this.data = createData(inCluster, logsKey, transform.data);
    this.services = createServices(inCluster, { compute: this.compute, data: this.data, transform });
    this.teams = createTeams(inCluster, this);
    this.logins = createMlflowLogins(inCluster, this.services, this.teams);
    this.context = inCluster;

    this.registerOutputs({
      vpcId: this.network.vpcId,
      clusterName: this.cluster.clusterName,
      clusterEndpoint: this.cluster.endpoint,
      artifactBucketName: this.data.artifacts.bucketName,
      databaseHost: this.data.database.host,
    });
  }

  /** Returns whether the stack's settings contain a team, for workloads that run in some environments only. */
  hasTeam(team: string): boolean {
    return this.teams.has(team);
  }

  /**
   * Returns the workspace of a team, in which its workloads are declared: `platform.workspace("vision")`.
   *
   * @throws UserError if the stack's settings do not contain the team. Check `hasTeam` first if it is not in every
   * stack.
   */
  workspace(team: string): Workspace {
    return workspaceOf(this.context, this, this.teams.get(team), this.logins);
  }
}
