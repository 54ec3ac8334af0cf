import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../core/aws/account";
import { Component } from "../component";
import { type PolicyStatement, serviceTrust } from "../iam/policyDocument";
import { type Grantee, Role, type RoleArgs } from "../iam/role";

export interface PodIdentityArgs {
  readonly account: AwsAccount;
  readonly clusterName: pulumi.Input<string>;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** What AWS maintains a policy for. Everything else comes by `grant…` methods. */
  readonly managedPolicies?: RoleArgs["managedPolicies"];
}

/**
 * An IAM role for the pods of one service account, by EKS Pod Identity: no keys, no permissions on nodes.
 *
 * Depend on the component (`dependsOn: [identity]`) from whatever makes the pods: a pod that starts before its
 * association exists stays without credentials until it restarts. Neither the namespace nor the service account needs
 * to exist before.
 */
export class PodIdentity extends Component implements Grantee {
  readonly roleArn: pulumi.Output<string>;
  private readonly role: Role;

  constructor(name: string, args: PodIdentityArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:PodIdentity", name, opts);

    this.role = new Role(
      `${name}-role`,
      {
        account: args.account,
        description: `Pods of service account ${args.namespace}/${args.serviceAccount}`,
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

  grant(policy: string, statements: readonly PolicyStatement[]): void {
    this.role.grant(policy, statements);
  }
}

/** The role is for one service account: Pod Identity says in session tags whom it is acting for. */
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
