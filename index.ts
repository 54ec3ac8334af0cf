import { MlPlatform } from "./components/platform/platform";
import { loadSettings } from "./components/settings/load";
import { admissionPolicies } from "./policies/admissionPolicies";
import { ruleNames } from "./policies/catalogue";
import { risk } from "./teams/risk";
import { vision } from "./teams/vision";

const settings = loadSettings({ ruleNames: ruleNames() });

const platform = new MlPlatform(settings.name, { settings, guardrails: admissionPolicies(settings) });

// What each team runs is in teams/: every environment has team vision, and some have team risk.
if (settings.exampleWorkloads) {
  vision(platform);
  if (platform.hasTeam("risk")) risk(platform);
}

export const clusterName = platform.cluster.clusterName;
export const clusterEndpoint = platform.cluster.endpoint;
export const vpcId = platform.network.vpcId;
export const artifactsBucket = platform.data.artifacts.bucketName;
export const databaseHost = platform.data.database.host;

/** Gives kubectl access to the cluster, to roles that `mlops:cluster.administratorRoleArns` names. */
export const kubeconfigCommand = `aws eks update-kubeconfig --region ${settings.region} --name ${settings.name}`;
