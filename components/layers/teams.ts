import type * as pulumi from "@pulumi/pulumi";
import type { DataStores } from "../data/data";
import { Teams } from "../tenancy/teams";
import { type ClusterLayer, clusterNetwork, clusterOptions } from "./layer";
import type { PlatformServices } from "./services";

export interface TeamsLayerArgs {
  readonly data: DataStores;
  readonly services: PlatformServices;
  /** Controllers of what teams make: they outlive it. */
  readonly controllers: readonly pulumi.Resource[];
}

export function createTeams(layer: ClusterLayer, { data, services, controllers }: TeamsLayerArgs): Teams {
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
    clusterOptions(layer, [...services.externalSecrets.ready, services.monitoringCrds, ...controllers]),
  );
}
