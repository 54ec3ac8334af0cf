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

export interface MlPlatformArgs {
  readonly settings: Settings;
  /** Rules that the cluster holds everybody to: `admissionPolicies(settings)` of `policies/`. */
  readonly guardrails: readonly AdmissionPolicy[];
  /**
   * Changes to single resources, by component and resource, and to Helm charts, by name: for what the settings do not
   * offer. Unknown keys are rejected.
   *
   * @default - none
   */
  readonly transform?: PlatformTransforms | undefined;
}

/** The whole platform: its components in the order of creation, which deletion reverses. */
export class MlPlatform extends Component {
  readonly network: Network;
  readonly cluster: Cluster;
  readonly guardrails: Guardrails;
  readonly compute: Compute;
  readonly data: DataStores;
  readonly services: PlatformServices;
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

    this.registerOutputs({ clusterName: this.cluster.clusterName, vpcId: this.network.vpcId });
  }

  /** Whether the stack's settings have the team: for what is declared in some environments only. */
  hasTeam(team: string): boolean {
    return this.teams.has(team);
  }

  /**
   * A team's place, in which its workloads are declared.
   *
   * @throws UserError where the stack's settings have no such team. Ask `hasTeam` first where that may be.
   */
  workspace(team: string): Workspace {
    return workspaceOf(this.context, this, this.teams.get(team), this.logins);
  }
}
