import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, iamArn, managedPolicyArn } from "../../core/aws/account";
import { Component } from "../component";
import { physicalName } from "../naming";
import { type PolicyStatement, policyDocument } from "./policyDocument";

/** A principal that receives permissions: the argument of every `grant…` method. */
export interface Grantee {
  /**
   * Adds an inline policy to the grantee.
   *
   * @param policy Name of the policy, unique for the grantee. It names the resource that the policy gives access to,
   * such as `volume-key`.
   * @param statements Statements of the policy.
   */
  grant(policy: string, statements: pulumi.Input<readonly PolicyStatement[]>): void;
}

/** Arguments of `Role`. */
export interface RoleArgs {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** User and purpose of the role, for auditors. */
  readonly description: pulumi.Input<string>;
  /** Trust statement: the principals that may assume the role. */
  readonly trust: PolicyStatement;
  /**
   * AWS managed policies of the role, by their name below `policy/`. Only for roles for which AWS documents a managed
   * policy.
   *
   * @default - none
   */
  readonly managedPolicies?: readonly string[] | undefined;
}

/**
 * An IAM role with its policies. Its physical name is derived from its logical name, so that key policies and trust
 * policies can refer to the role before it exists.
 *
 * A resource that needs the permissions must depend on the component (`dependsOn: [role]`). A dependency on the ARN
 * does not include the policies.
 */
export class Role extends Component implements Grantee {
  /** ARN of the role. */
  readonly arn: pulumi.Output<string>;
  /** Physical name of the role. */
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

    // Computed from the name, so that a preview shows it: IAM returns the ARN only when the role is created.
    this.arn = this.role.name.apply((roleName) => iamArn(args.account, `role/${roleName}`));
    this.roleName = this.role.name;
    this.registerOutputs({ arn: this.arn, roleName: this.roleName });
  }

  /** Adds an inline policy to the role. */
  grant(policy: string, statements: pulumi.Input<readonly PolicyStatement[]>): void {
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
