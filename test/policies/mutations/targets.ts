import type { Target } from "./mutation";

/** Resources that several mutations change. */

const target = (type: string) => (name: Target["name"]) => ({ type, name });

export const deployment = target("kubernetes:apps/v1:Deployment");
export const job = target("kubernetes:batch/v1:Job");
export const cronJob = target("kubernetes:batch/v1:CronJob");
export const namespace = target("kubernetes:core/v1:Namespace");
export const service = target("kubernetes:core/v1:Service");
export const autoscaler = target("kubernetes:autoscaling/v2:HorizontalPodAutoscaler");
export const nodePool = target("kubernetes:karpenter.sh/v1:NodePool");
export const nodeClass = target("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass");
export const bucket = target("aws:s3/bucket:Bucket");
export const launchTemplate = target("aws:ec2/launchTemplate:LaunchTemplate");
export const nodeGroup = target("aws:eks/nodeGroup:NodeGroup");

/** A server of the platform. */
export const mlflow = deployment("mlflow-server");
/** A team's ModelService, and its InferenceService. */
export const labels = deployment("labels-server");
export const churn = { type: "kubernetes:serving.kserve.io/v1beta1:InferenceService", name: "churn-service" };
/** A team's training on one node, and one on several. */
export const digits = job("digits");
export const resnet = { type: "kubernetes:trainer.kubeflow.org/v1alpha1:TrainJob", name: "resnet" };
/** A team's nightly batch prediction. */
export const nightlyLabels = cronJob("nightly-labels");
export const vision = namespace("teams-vision");

export const vpc = { type: "aws:ec2/vpc:Vpc", name: "network" };
export const artifacts = bucket("data-bucket-artifacts");
export const database = { type: "aws:rds/instance:Instance", name: "data-database" };
export const cluster = { type: "aws:eks/cluster:Cluster", name: "cluster-control-plane" };
export const repository = { type: "aws:ecr/repository:Repository", name: "data-images-server" };
export const systemTemplate = launchTemplate("cluster-system-nodes-template");
export const systemNodes = nodeGroup("cluster-system-nodes-group");

/** Paths of an object's pod template and its first container. */
export const pod = ["spec", "template", "spec"] as const;
export const container = [...pod, "containers", 0] as const;

/** Path of the TrainJob's patch for the first container of its runtime's first job. */
const patch = ["runtimePatches", 0, "trainingRuntimeSpec", "template", "spec", "replicatedJobs", 0] as const;
export const patchedContainer = ["spec", ...patch, "template", ...pod, "containers", 0] as const;
