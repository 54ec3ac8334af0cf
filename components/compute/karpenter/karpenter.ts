import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
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

export interface KarpenterArgs {
  readonly account: AwsAccount;
  readonly clusterName: string;
  readonly volumeKey: EncryptionKey;
  readonly mirror: Mirror;
  readonly replicas: number;
  /** Whether the network has no way out. */
  readonly isolated: boolean;
}

/** Karpenter's home, as its documentation advises: its API priority does not starve there. */
const namespace = "kube-system";
const serviceAccount = "karpenter";

/**
 * Karpenter: its CRDs in a chart of their own, so that they are upgraded, its controller on the system nodes, and all
 * that its nodes need in AWS. Pools are `KarpenterNodePool`s.
 */
export class Karpenter extends Component {
  readonly instanceProfileName: pulumi.Output<string>;
  /** What nodes need as long as there are any: pools depend on these, and so go before them. */
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
    this.registerOutputs({ instanceProfileName: this.instanceProfileName });
  }

  private createNodeRole({ account, clusterName }: KarpenterArgs): Role {
    return new Role(
      `${this.name}-node-role`,
      {
        account,
        description: `Nodes that Karpenter makes for ${clusterName} join it and pull images`,
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

  /** Managed node groups make theirs: Karpenter's nodes would be strangers to the cluster. */
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
    identity.grant(
      "controller",
      controllerPolicy({ account, clusterName, queueArn: queue.arn, nodeRoleArn: nodeRole.arn }),
    );
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
    const values = queue.queueName.apply((queueName) => karpenterValues({ ...args, queueName, serviceAccount }));
    return new Chart(
      `${this.name}-chart`,
      { chart: facts.charts.karpenter, mirror: args.mirror, namespace, values, skipCrds: true },
      { parent: this, dependsOn },
    );
  }
}
