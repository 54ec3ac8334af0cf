import * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, regionalArn } from "../../../core/aws/account";
import { onSystemNodes } from "../../../core/kubernetes/scheduling";
import { PodIdentity } from "../../cluster/podIdentity";
import { Component } from "../../component";
import type { PolicyStatement } from "../../iam/policyDocument";
import { Chart } from "../../kubernetes/chart";
import { type Mirror, mirroredImage } from "../../kubernetes/mirror";
import { restrictedContainer, restrictedPod } from "../../kubernetes/restrictedPod";
import { facts } from "./facts";

/** Arguments of `ClusterAutoscaler`. */
export interface ClusterAutoscalerArgs {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** Name of the EKS cluster. Chart values and the IAM policy contain it. */
  readonly clusterName: pulumi.Input<string>;
  /** Sources of images and charts. */
  readonly mirror: Mirror;
  /** Number of replicas of the controller. */
  readonly replicas: number;
}

const namespace = "kube-system";
const serviceAccount = "cluster-autoscaler";

/**
 * Cluster Autoscaler, which scales managed node groups, including that of the system nodes. Karpenter scales its own
 * nodes.
 */
export class ClusterAutoscaler extends Component {
  /** ARN of the controller's IAM role. */
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: ClusterAutoscalerArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:ClusterAutoscaler", name, opts);

    const { account, clusterName } = args;
    const identity = new PodIdentity(
      `${name}-identity`,
      { account, clusterName, namespace, serviceAccount },
      { parent: this },
    );
    const knownName = pulumi.output(clusterName);
    identity.grant(
      "scale",
      knownName.apply((known) => clusterAutoscalerPolicy(account, known)),
    );
    const values = knownName.apply((known) =>
      clusterAutoscalerValues({ ...args, clusterName: known, region: account.region }),
    );
    new Chart(
      `${name}-chart`,
      { chart: facts.charts["cluster-autoscaler"], mirror: args.mirror, namespace, values },
      { parent: this, dependsOn: [identity] },
    );

    this.roleArn = identity.roleArn;
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

/** User of its image: `nonroot` of https://github.com/GoogleContainerTools/distroless. */
const distrolessUser = 65532;

/** Returns the values of the `cluster-autoscaler` chart. */
export function clusterAutoscalerValues(
  args: Pick<ClusterAutoscalerArgs, "mirror" | "replicas"> & { readonly clusterName: string; readonly region: string },
) {
  return {
    autoDiscovery: { clusterName: args.clusterName },
    awsRegion: args.region,
    replicaCount: args.replicas,
    rbac: { serviceAccount: { create: true, name: serviceAccount } },
    image: { repository: mirroredImage(args.mirror, "registry.k8s.io/autoscaling/cluster-autoscaler") },
    customArgs: [
      // Chooses the group that wastes the least capacity, so that a CPU pod does not add a GPU node.
      "--expander=least-waste",
      // A pool has a node group in each zone.
      "--balance-similar-node-groups",
      "--skip-nodes-with-system-pods=false",
      "--skip-nodes-with-local-storage=false",
    ],
    resources: { requests: { cpu: "100m", memory: "300Mi" }, limits: { memory: "600Mi" } },
    securityContext: restrictedPod(distrolessUser).securityContext,
    containerSecurityContext: restrictedContainer,
    ...onSystemNodes,
  };
}

/** The policy that Cluster Autoscaler documents. It changes only groups that have the cluster's tag. */
function clusterAutoscalerPolicy(account: AwsAccount, clusterName: string): PolicyStatement[] {
  return [
    {
      Sid: "ScaleOwnGroups",
      Effect: "Allow",
      Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
      Resource: regionalArn(account, "autoscaling", "autoScalingGroup:*:autoScalingGroupName/*"),
      Condition: { StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: "owned" } },
    },
    {
      Sid: "DescribeScaling",
      Effect: "Allow",
      Action: [
        "autoscaling:DescribeAutoScalingGroups",
        "autoscaling:DescribeAutoScalingInstances",
        "autoscaling:DescribeLaunchConfigurations",
        "autoscaling:DescribeScalingActivities",
        "autoscaling:DescribeTags",
        "ec2:DescribeImages",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeLaunchTemplateVersions",
        "ec2:GetInstanceTypesFromInstanceRequirements",
      ],
      // IAM supports no narrower resource for these actions.
      Resource: "*",
    },
    {
      Sid: "ReadNodeGroups",
      Effect: "Allow",
      Action: "eks:DescribeNodegroup",
      Resource: regionalArn(account, "eks", `nodegroup/${clusterName}/*/*`),
    },
  ];
}
