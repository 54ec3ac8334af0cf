import { MlPlatform } from "./components/platform/platform";
import { loadSettings } from "./components/settings/load";
import { admissionPolicies } from "./policies/admissionPolicies";
import { ruleNames } from "./policies/catalogue";
import { risk } from "./teams/risk";
import { vision } from "./teams/vision";

const settings = loadSettings({ ruleNames: ruleNames() });

const platform = new MlPlatform(settings.name, { settings, guardrails: admissionPolicies(settings) });

// The workloads of each team are in teams/. Every environment has team vision, and some have team risk.
if (settings.exampleWorkloads) {
  vision(platform);
  if (platform.hasTeam("risk")) risk(platform);
}

/** Name of the EKS cluster. */
export const clusterName = platform.cluster.clusterName;

/** Address of the Kubernetes API: `https://…`. */
export const clusterEndpoint = platform.cluster.endpoint;

/** ID of the VPC. */
export const vpcId = platform.network.vpcId;

/** Name of the S3 bucket of data sets, models and checkpoints. */
export const artifactsBucket = platform.data.artifacts.bucketName;

/** Host of the PostgreSQL database. */
export const databaseHost = platform.data.database.host;

/**
 * Shell command that configures kubectl for the cluster, for the roles of `mlops:cluster.administratorRoleArns` and of
 * teams.
 */
export const kubeconfigCommand = `aws eks update-kubeconfig --region ${settings.region} --name ${settings.name}`;
