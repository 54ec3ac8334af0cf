import type * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, regionalArn } from "../../../core/aws/account";
import { onSystemNodes } from "../../../core/kubernetes/scheduling";
import { PodIdentity } from "../../cluster/podIdentity";
import { Component } from "../../component";
import type { PolicyStatement } from "../../iam/policyDocument";
import { Chart } from "../../kubernetes/chart";
import { type Mirror, mirroredImage } from "../../kubernetes/mirror";
import { restrictedContainer, restrictedPod } from "../../kubernetes/restrictedPod";
import { facts } from "./facts";

export interface ClusterAutoscalerArgs {
  readonly account: AwsAccount;
  readonly clusterName: string;
  readonly mirror: Mirror;
  readonly replicas: number;
}

const namespace = "kube-system";
const serviceAccount = "cluster-autoscaler";

/** Scales managed node groups, the system nodes' among them. Karpenter's nodes are none of its business. */
export class ClusterAutoscaler extends Component {
  constructor(name: string, args: ClusterAutoscalerArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:ClusterAutoscaler", name, opts);

    const { account, clusterName } = args;
    const identity = new PodIdentity(
      `${name}-identity`,
      { account, clusterName, namespace, serviceAccount },
      { parent: this },
    );
    identity.grant("scale", clusterAutoscalerPolicy(account, clusterName));
    const values = clusterAutoscalerValues({ ...args, region: account.region });
    new Chart(
      `${name}-chart`,
      { chart: facts.charts["cluster-autoscaler"], mirror: args.mirror, namespace, values },
      { parent: this, dependsOn: [identity] },
    );

    this.registerOutputs({});
  }
}

/** Whom its image runs as: `nonroot` of https://github.com/GoogleContainerTools/distroless. */
const distrolessUser = 65532;

/** Values of the `cluster-autoscaler` chart. */
export function clusterAutoscalerValues(
  args: Pick<ClusterAutoscalerArgs, "clusterName" | "mirror" | "replicas"> & { readonly region: string },
) {
  return {
    autoDiscovery: { clusterName: args.clusterName },
    awsRegion: args.region,
    replicaCount: args.replicas,
    rbac: { serviceAccount: { create: true, name: serviceAccount } },
    image: { repository: mirroredImage(args.mirror, "registry.k8s.io/autoscaling/cluster-autoscaler") },
    customArgs: [
      // The tightest group that fits, so that no CPU pod brings a GPU node.
      "--expander=least-waste",
      "--skip-nodes-with-system-pods=false",
      "--skip-nodes-with-local-storage=false",
    ],
    resources: { requests: { cpu: "100m", memory: "300Mi" }, limits: { memory: "600Mi" } },
    securityContext: restrictedPod(distrolessUser).securityContext,
    containerSecurityContext: restrictedContainer,
    ...onSystemNodes,
  };
}

/** Cluster Autoscaler's documented policy: it changes only groups that bear the cluster's tag. */
function clusterAutoscalerPolicy(account: AwsAccount, clusterName: string): PolicyStatement[] {
  return [
    {
      Sid: "Scale",
      Effect: "Allow",
      Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
      Resource: regionalArn(account, "autoscaling", "autoScalingGroup:*:autoScalingGroupName/*"),
      Condition: { StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: "owned" } },
    },
    {
      Sid: "Read",
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
      // Describing actions know no narrower resource.
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
