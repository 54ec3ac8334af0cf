import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, partition } from "../../core/aws/account";
import { Component } from "../component";

export interface AccessArgs {
  readonly account: AwsAccount;
  readonly clusterName: pulumi.Input<string>;
  /** The role that runs `pulumi up`. */
  readonly deployerRoleArn: string;
  /** Further roles that administer the cluster. */
  readonly administratorRoleArns: readonly string[];
}

/**
 * Who may use the Kubernetes API: an access entry for each role, and the policy that it gets. Nobody else, whoever
 * created the cluster included.
 */
export class Access extends Component {
  /** The deployer's permission: whatever is in the cluster depends on it, and goes before it goes. */
  readonly deployer: aws.eks.AccessPolicyAssociation;

  constructor(name: string, args: AccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Access", name, opts);

    this.deployer = this.createAdministrator(`${name}-deployer`, args.deployerRoleArn, args);
    for (const roleArn of args.administratorRoleArns) {
      this.createAdministrator(`${name}-administrator-${roleSlug(roleArn, args.account)}`, roleArn, args);
    }

    this.registerOutputs({});
  }

  private createAdministrator(name: string, roleArn: string, args: AccessArgs): aws.eks.AccessPolicyAssociation {
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

/** A role in a name: its path and name, after its account where that is another. */
export function roleSlug(roleArn: string, { accountId }: AwsAccount): string {
  const [, account = "", role = ""] = /^arn:[^:]+:iam::(\d+):role\/(.+)$/.exec(roleArn) ?? [];
  return [account === accountId ? "" : account, role]
    .filter(Boolean)
    .join("-")
    .replace(/[^A-Za-z0-9]+/g, "-");
}
