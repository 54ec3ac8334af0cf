import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, iamArn, managedPolicyArn } from "../../core/aws/account";
import { Component } from "../component";
import { physicalName } from "../naming";
import { type PolicyStatement, policyDocument } from "./policyDocument";

/** Whatever permissions can be granted to: the argument of every `grant…` method. */
export interface Grantee {
  /**
   * Adds an inline policy.
   *
   * @param policy Name of the policy, unique for the grantee: what is opened, such as `volume-key`.
   */
  grant(policy: string, statements: readonly PolicyStatement[]): void;
}

export interface RoleArgs {
  readonly account: AwsAccount;
  /** Who uses the role and for what: the first thing that an auditor reads. */
  readonly description: string;
  /** Who may assume the role. */
  readonly trust: PolicyStatement;
  /**
   * Policies that AWS maintains, by name under `policy/`, for roles whose need AWS documents as such a policy.
   *
   * @default - none
   */
  readonly managedPolicies?: readonly string[] | undefined;
}

/**
 * An IAM role with its policies. Its physical name follows from its logical name, so that key policies and trust
 * policies can name it before it exists.
 *
 * Depend on the component, not on its ARN alone, where the permissions must be there: `dependsOn: [role]`.
 */
export class Role extends Component implements Grantee {
  readonly arn: pulumi.Output<string>;
  readonly roleName: pulumi.Output<string>;
  private readonly role: aws.iam.Role;

  constructor(name: string, args: RoleArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Role", name, opts);

    this.role = new aws.iam.Role(
      name,
      {
        name: physicalName("aws:iam/role:Role", name),
        description: args.description,
        assumeRolePolicy: policyDocument([args.trust]),
      },
      { parent: this },
    );
    for (const policy of args.managedPolicies ?? []) {
      new aws.iam.RolePolicyAttachment(
        `${name}-${policy.replace(/^.*\//, "")}`,
        { role: this.role.name, policyArn: managedPolicyArn(args.account, policy) },
        { parent: this },
      );
    }

    // Made of the name, so that a preview shows it: IAM's own answer comes only with `up`.
    this.arn = this.role.name.apply((roleName) => iamArn(args.account, `role/${roleName}`));
    this.roleName = this.role.name;
    this.registerOutputs({ arn: this.arn });
  }

  grant(policy: string, statements: readonly PolicyStatement[]): void {
    new aws.iam.RolePolicy(
      `${this.name}-${policy}`,
      {
        name: physicalName("aws:iam/rolePolicy:RolePolicy", policy),
        role: this.role.name,
        policy: policyDocument(statements),
      },
      { parent: this },
    );
  }
}
