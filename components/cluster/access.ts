import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, partition } from "../../core/aws/account";
import { Component } from "../component";

/** Arguments of `Access`. */
export interface AccessArgs {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** Name of the EKS cluster. */
  readonly clusterName: pulumi.Input<string>;
  /** ARN of the IAM role that runs `pulumi up`. */
  readonly deployerRoleArn: pulumi.Input<string>;
  /** ARNs of further IAM roles that administer the cluster. Plain strings, because logical names contain them. */
  readonly administratorRoleArns: readonly string[];
}

/**
 * Administrators of the Kubernetes API: an EKS access entry and an access policy for each role. No other principal has
 * access, not even the one that created the cluster.
 */
export class Access extends Component {
  /** Access policy of the deployer. All objects in the cluster depend on it, so that the deployer can delete them. */
  readonly deployer: aws.eks.AccessPolicyAssociation;
  /** ARNs of all IAM roles that administer the cluster. */
  readonly administratorRoleArns: readonly pulumi.Output<string>[];

  constructor(name: string, args: AccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Access", name, opts);

    this.deployer = this.createAdministrator(`${name}-deployer`, args.deployerRoleArn, args);
    const further = args.administratorRoleArns.map((roleArn) =>
      this.createAdministrator(`${name}-administrator-${roleSlug(roleArn, args.account)}`, roleArn, args),
    );

    this.administratorRoleArns = [this.deployer, ...further].map(({ principalArn }) => principalArn);
    this.registerOutputs({ administratorRoleArns: this.administratorRoleArns });
  }

  private createAdministrator(
    name: string,
    roleArn: pulumi.Input<string>,
    args: AccessArgs,
  ): aws.eks.AccessPolicyAssociation {
    const entry = new aws.eks.AccessEntry(
      `${name}-entry`,
      { clusterName: args.clusterName, principalArn: roleArn, type: "STANDARD" },
      { parent: this },
    );
    return new aws.eks.AccessPolicyAssociation(
      `${name}-policy`,
      {
        clusterName: args.clusterName,
        principalArn: entry.principalArn,
        policyArn: `arn:${partition(args.account)}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
        accessScope: { type: "cluster" },
      },
      { parent: this },
    );
  }
}

/**
 * Returns path and name of a role as part of a logical name, with the account ID as prefix for a role of another
 * account.
 */
export function roleSlug(roleArn: string, { accountId }: AwsAccount): string {
  const [, account = "", role = ""] = /^arn:[^:]+:iam::(\d+):role\/(.+)$/.exec(roleArn) ?? [];
  return [account === accountId ? "" : account, role]
    .filter(Boolean)
    .join("-")
    .replace(/[^A-Za-z0-9]+/g, "-");
}
