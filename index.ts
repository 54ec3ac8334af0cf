import { MlPlatform } from "./components/platform";
import { loadSettings } from "./components/settings/load";

const settings = loadSettings();

const platform = new MlPlatform(settings.name, { settings });

export const clusterName = platform.cluster.clusterName;
export const clusterEndpoint = platform.cluster.endpoint;
export const vpcId = platform.network.vpcId;
export const artifactsBucket = platform.data.artifacts.bucketName;
export const databaseHost = platform.data.database.host;

/** Gives kubectl access to the cluster, to roles that `mlops:cluster.administratorRoleArns` names. */
export const kubeconfigCommand = `aws eks update-kubeconfig --region ${settings.region} --name ${settings.name}`;
