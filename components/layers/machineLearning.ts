import { DatabaseAdministration } from "../data/bootstrap/databaseAdministration";
import type { DataStores } from "../data/data";
import { Mlflow, type MlflowArgs } from "../mlflow/mlflow";
import { type ClusterLayer, clusterOptions } from "./layer";
import type { PlatformServices } from "./services";

/** Systems that teams train, register and serve models with. */
export interface MachineLearning {
  readonly mlflow: Mlflow;
}

export interface MachineLearningArgs {
  readonly data: DataStores;
  readonly services: PlatformServices;
  readonly transform: { readonly mlflow?: MlflowArgs["transform"] };
}

export function createMachineLearning(layer: ClusterLayer, args: MachineLearningArgs): MachineLearning {
  const administration = createDatabaseAdministration(layer, args);
  return { mlflow: createMlflow(layer, administration, args) };
}

function createDatabaseAdministration(layer: ClusterLayer, { data }: MachineLearningArgs): DatabaseAdministration {
  const { name, settings } = layer;
  return new DatabaseAdministration(
    `${name}-databases`,
    { account: settings, clusterName: settings.name, database: data.database, mirror: settings.mirror },
    clusterOptions(layer),
  );
}

function createMlflow(
  layer: ClusterLayer,
  administration: DatabaseAdministration,
  { data, services, transform }: MachineLearningArgs,
): Mlflow {
  const { name, settings, preset } = layer;
  return new Mlflow(
    `${name}-mlflow`,
    {
      account: settings,
      clusterName: settings.name,
      administration,
      artifacts: data.artifacts,
      mirror: settings.mirror,
      replicas: preset.cluster.replicas,
      transform: transform.mlflow,
    },
    clusterOptions(layer, [services.monitoringCrds]),
  );
}
