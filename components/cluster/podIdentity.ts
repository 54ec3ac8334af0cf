import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../core/aws/account";
import { Component } from "../component";
import { type PolicyStatement, serviceTrust } from "../iam/policyDocument";
import { type Grantee, Role, type RoleArgs } from "../iam/role";

/** Arguments of `PodIdentity`. */
export interface PodIdentityArgs {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** Name of the EKS cluster. */
  readonly clusterName: pulumi.Input<string>;
  /** Namespace of the service account. */
  readonly namespace: pulumi.Input<string>;
  /** Name of the service account. */
  readonly serviceAccount: string;
  /** AWS managed policies of the role. Other permissions are granted by `grant…` methods. @default - none */
  readonly managedPolicies?: RoleArgs["managedPolicies"];
}

/**
 * An IAM role for the pods of one service account, through EKS Pod Identity. Pods need neither access keys nor the
 * permissions of the node.
 *
 * Resources that create the pods must depend on the component (`dependsOn: [identity]`): a pod that starts before the
 * association exists has no credentials until it restarts. Namespace and service account may be created later.
 */
export class PodIdentity extends Component implements Grantee {
  /** ARN of the role. */
  readonly roleArn: pulumi.Output<string>;
  private readonly role: Role;

  constructor(name: string, args: PodIdentityArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:PodIdentity", name, opts);

    this.role = new Role(
      `${name}-role`,
      {
        account: args.account,
        description: pulumi.interpolate`Pods of service account ${args.namespace}/${args.serviceAccount}`,
        trust: podIdentityTrust(args),
        managedPolicies: args.managedPolicies,
      },
      { parent: this },
    );
    new aws.eks.PodIdentityAssociation(
      `${name}-association`,
      {
        clusterName: args.clusterName,
        namespace: args.namespace,
        serviceAccount: args.serviceAccount,
        roleArn: this.role.arn,
      },
      { parent: this },
    );

    this.roleArn = this.role.arn;
    this.registerOutputs({ roleArn: this.roleArn });
  }

  /** Adds an inline policy to the role. */
  grant(policy: string, statements: pulumi.Input<readonly PolicyStatement[]>): void {
    this.role.grant(policy, statements);
  }
}

/** Restricts the role to one service account: Pod Identity passes namespace and service account as session tags. */
function podIdentityTrust({ account, namespace, serviceAccount }: PodIdentityArgs): PolicyStatement {
  return serviceTrust("pods.eks.amazonaws.com", {
    actions: ["sts:AssumeRole", "sts:TagSession"],
    condition: {
      StringEquals: {
        "aws:SourceAccount": account.accountId,
        "aws:RequestTag/kubernetes-namespace": namespace,
        "aws:RequestTag/kubernetes-service-account": serviceAccount,
      },
    },
  });
}
