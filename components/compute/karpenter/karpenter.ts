import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../../core/aws/account";
import { PodIdentity } from "../../cluster/podIdentity";
import { Component } from "../../component";
import type { EncryptionKey } from "../../encryption/encryptionKey";
import { serviceTrust } from "../../iam/policyDocument";
import { Role } from "../../iam/role";
import { Chart } from "../../kubernetes/chart";
import type { Mirror } from "../../kubernetes/mirror";
import { controllerPolicy } from "./controllerPolicy";
import { facts } from "./facts";
import { InterruptionQueue } from "./interruptionQueue";
import { karpenterValues } from "./values";

/** Arguments of `Karpenter`. */
export interface KarpenterArgs {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** Name of the EKS cluster. Chart values and the IAM policy contain it. */
  readonly clusterName: pulumi.Input<string>;
  /** KMS key of the nodes' disks. */
  readonly volumeKey: EncryptionKey;
  /** Sources of images and charts. */
  readonly mirror: Mirror;
  /** Number of replicas of the controller. */
  readonly replicas: number;
  /** Whether the network has no egress to the Internet. */
  readonly isolated: boolean;
}

/** Karpenter's documentation recommends this namespace: the API server gives requests from it a higher priority. */
const namespace = "kube-system";
const serviceAccount = "karpenter";

/**
 * Karpenter: its CRDs in a separate chart, so that they are upgraded, its controller on the system nodes, and the AWS
 * resources of its nodes. `KarpenterNodePool` adds a pool.
 */
export class Karpenter extends Component {
  /** Name of the instance profile of its nodes. */
  readonly instanceProfileName: pulumi.Output<string>;
  /** ARN of the IAM role of its nodes. */
  readonly nodeRoleArn: pulumi.Output<string>;
  /** Name of the queue with interruption events. */
  readonly queueName: pulumi.Output<string>;
  /** Resources that nodes need. Pools depend on them, so that pools are deleted first. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: KarpenterArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Karpenter", name, opts);

    const nodeRole = this.createNodeRole(args);
    const instanceProfile = this.createInstanceProfile(nodeRole);
    const accessEntry = this.createAccessEntry(nodeRole, args);
    const queue = new InterruptionQueue(`${name}-interruptions`, { account: args.account }, { parent: this });
    const identity = this.createIdentity(nodeRole, queue, args);
    const crds = this.createCrds(args);
    const controller = this.createController(queue, [identity, queue, crds], args);

    this.instanceProfileName = instanceProfile.name;
    this.ready = [nodeRole, instanceProfile, accessEntry, controller];
    this.nodeRoleArn = nodeRole.arn;
    this.queueName = queue.queueName;
    this.registerOutputs({
      instanceProfileName: this.instanceProfileName,
      nodeRoleArn: this.nodeRoleArn,
      queueName: this.queueName,
    });
  }

  private createNodeRole({ account, clusterName }: KarpenterArgs): Role {
    return new Role(
      `${this.name}-node-role`,
      {
        account,
        description: pulumi.interpolate`Nodes that Karpenter creates for ${clusterName} join it and pull images`,
        trust: serviceTrust("ec2.amazonaws.com"),
        managedPolicies: ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"],
      },
      { parent: this },
    );
  }

  private createInstanceProfile(nodeRole: Role): aws.iam.InstanceProfile {
    const name = `${this.name}-nodes`;
    return new aws.iam.InstanceProfile(name, { name, role: nodeRole.roleName }, { parent: this });
  }

  /**
   * EKS creates access entries only for managed node groups. Without this entry, Karpenter's nodes cannot join the
   * cluster.
   */
  private createAccessEntry(nodeRole: Role, { clusterName }: KarpenterArgs): aws.eks.AccessEntry {
    return new aws.eks.AccessEntry(
      `${this.name}-nodes-access`,
      { clusterName, principalArn: nodeRole.arn, type: "EC2_LINUX" },
      { parent: this },
    );
  }

  private createIdentity(
    nodeRole: Role,
    queue: InterruptionQueue,
    { account, clusterName, volumeKey }: KarpenterArgs,
  ): PodIdentity {
    const identity = new PodIdentity(
      `${this.name}-controller`,
      { account, clusterName, namespace, serviceAccount },
      { parent: this },
    );
    const resources = { account, queueArn: queue.arn, nodeRoleArn: nodeRole.arn };
    const policy = pulumi.output(clusterName).apply((known) => controllerPolicy({ ...resources, clusterName: known }));
    identity.grant("controller", policy);
    volumeKey.grantVolumes(identity);
    return identity;
  }

  private createCrds({ mirror }: KarpenterArgs): Chart {
    return new Chart(
      `${this.name}-crd`,
      { chart: facts.charts["karpenter-crd"], mirror, namespace, values: {} },
      { parent: this },
    );
  }

  private createController(queue: InterruptionQueue, dependsOn: pulumi.Resource[], args: KarpenterArgs): Chart {
    const values = pulumi
      .all([args.clusterName, queue.queueName])
      .apply(([clusterName, queueName]) => karpenterValues({ ...args, clusterName, queueName, serviceAccount }));
    return new Chart(
      `${this.name}-chart`,
      { chart: facts.charts.karpenter, mirror: args.mirror, namespace, values, skipCrds: true },
      { parent: this, dependsOn },
    );
  }
}
