import { DatabaseAdministration } from "../data/bootstrap/databaseAdministration";
import type { DataStores } from "../data/data";
import { KServe, type KServeArgs } from "../kserve/kserve";
import { Kubeflow, kubeflowSource } from "../kubeflow/kubeflow";
import { Mlflow, type MlflowArgs } from "../mlflow/mlflow";
import { ModelStorage } from "../serving/modelStorage";
import { type ClusterLayer, chartArgs, clusterOptions } from "./layer";
import type { PlatformServices } from "./services";

/** Systems that teams train, register and serve models with. */
export interface MachineLearning {
  readonly mlflow: Mlflow;
  readonly kubeflow: Kubeflow;
  readonly kserve: KServe;
  readonly modelStorage: ModelStorage;
}

/** What its Applications fetch, and where they put it. */
export const machineLearningApplications = {
  repositories: [kubeflowSource.repository],
  namespaces: [kubeflowSource.namespace],
};

export interface MachineLearningArgs {
  readonly data: DataStores;
  readonly services: PlatformServices;
  readonly transform: { readonly mlflow?: MlflowArgs["transform"]; readonly kserve?: KServeArgs["transform"] };
}

export function createMachineLearning(layer: ClusterLayer, args: MachineLearningArgs): MachineLearning {
  const administration = createDatabaseAdministration(layer, args);
  const kserve = createKServe(layer, args);
  return {
    mlflow: createMlflow(layer, administration, args),
    kubeflow: createKubeflow(layer, args),
    kserve,
    modelStorage: createModelStorage(layer, kserve),
  };
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

function createKubeflow(layer: ClusterLayer, { services }: MachineLearningArgs): Kubeflow {
  const { argoCd, monitoringCrds } = services;
  return new Kubeflow(
    `${layer.name}-kubeflow`,
    { ...chartArgs(layer), project: argoCd.project },
    clusterOptions(layer, [monitoringCrds, ...argoCd.ready]),
  );
}

function createKServe(layer: ClusterLayer, { services, transform }: MachineLearningArgs): KServe {
  const { name, settings } = layer;
  const { gatewayApi, certManager, ingressGateway, monitoringCrds } = services;
  return new KServe(
    `${name}-kserve`,
    { ...chartArgs(layer), region: settings.region, gateway: ingressGateway, transform: transform.kserve },
    clusterOptions(layer, [monitoringCrds, ...certManager.ready, ...gatewayApi.ready, ...ingressGateway.ready]),
  );
}

function createModelStorage(layer: ClusterLayer, { ready }: KServe): ModelStorage {
  const { mirror, region } = layer.settings;
  return new ModelStorage(`${layer.name}-model-storage`, { mirror, region }, clusterOptions(layer, ready));
}
