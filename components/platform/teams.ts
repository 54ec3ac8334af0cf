import type * as pulumi from "@pulumi/pulumi";
import type { Compute } from "../compute/compute";
import type { DataStores } from "../data/data";
import type { Guardrails } from "../guardrails/guardrails";
import { MlflowLogins, mlflowLoginSecret } from "../mlflow/mlflowLogins";
import type { Team } from "../tenancy/team";
import { Teams } from "../tenancy/teams";
import type { Workspace } from "../tenancy/workspace";
import { type ClusterLayer, clusterNetwork, clusterOptions, namespacesOptions } from "./layer";
import type { MachineLearning } from "./machineLearning";
import type { PlatformServices } from "./services";

export interface TeamsLayerArgs {
  readonly data: DataStores;
  readonly services: PlatformServices;
  readonly machineLearning: MachineLearning;
  readonly compute: Compute;
  readonly guardrails: Guardrails;
}

export function createTeams(layer: ClusterLayer, args: TeamsLayerArgs): Teams {
  const { data, services } = args;
  const { name, settings } = layer;
  return new Teams(
    `${name}-teams`,
    {
      account: settings,
      platformName: settings.name,
      clusterName: settings.name,
      teams: settings.teams,
      pools: settings.compute.pools,
      network: clusterNetwork(settings),
      artifacts: data.artifacts,
      key: data.key,
      secretsControllerRoleArn: services.externalSecrets.controllerRoleArn,
      deletionProtection: settings.deletionProtection,
    },
    namespacesOptions(layer, controllers(args)),
  );
}

/** Of what teams and their people make: each outlives what it looks after. */
function controllers({ compute, guardrails, services, machineLearning }: TeamsLayerArgs): pulumi.Resource[] {
  const { monitoringCrds, observability, externalSecrets, gatewayApi, ingressGateway } = services;
  const { kubeflow, kserve, modelStorage } = machineLearning;
  return [
    ...guardrails.ready,
    ...compute.ready,
    monitoringCrds,
    // Its operator's webhook judges alerts.
    ...observability.ready,
    ...externalSecrets.ready,
    ...gatewayApi.ready,
    ...ingressGateway.ready,
    ...kubeflow.ready,
    ...kserve.ready,
    modelStorage,
  ];
}

export function createMlflowLogins(layer: ClusterLayer, { mlflow }: MachineLearning, teams: Teams): MlflowLogins {
  const named = teams.all().map(({ team, namespaceName }) => ({ team, namespace: namespaceName }));
  return new MlflowLogins(
    `${layer.name}-mlflow-logins`,
    { mlflow, teams: named, mirror: layer.settings.mirror },
    clusterOptions(layer),
  );
}

/** Where a team's workloads are declared. */
export function workspaceOf(
  layer: ClusterLayer,
  { data, services }: Pick<TeamsLayerArgs, "data" | "services">,
  team: Team,
  logins: MlflowLogins,
): Workspace {
  const { settings, providers, cluster } = layer;
  const quota = settings.teams[team.team];
  if (!quota) throw new Error(`team ${team.team} is none of the settings'`);
  return {
    account: settings,
    team,
    quota,
    pools: settings.compute.pools,
    artifacts: data.artifacts,
    gateway: services.ingressGateway,
    mirror: settings.mirror,
    mlflowSecret: mlflowLoginSecret,
    providers: [providers.aws, providers.random, cluster.kubernetes],
    ready: [...team.ready, ...logins.ready],
  };
}
