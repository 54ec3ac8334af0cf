import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../core/aws/account";
import { Component } from "../component";
import { type PolicyStatement, policyDocument } from "../iam/policyDocument";
import type { Grantee } from "../iam/role";
import { type Transform, transformed } from "../transform";
import { accountAdministersKey, encryptDecryptStatement, volumeStatements } from "./keyPolicy";

export interface EncryptionKeyArgs {
  readonly account: AwsAccount;
  /** What is encrypted under the key. */
  readonly description: string;
  /**
   * Statements for AWS services that use the key themselves. Roles get theirs by a `grant…` method.
   *
   * @default - the account administers the key, IAM policies give access to it
   */
  readonly statements?: readonly PolicyStatement[];
  /** Whether deleting the key is refused: data under a deleted key is lost. */
  readonly deletionProtection: boolean;
  readonly transform?: { readonly key?: Transform<aws.kms.KeyArgs> } | undefined;
}

/**
 * A customer-managed KMS key for one purpose, rotated every year, with the alias `alias/<name>`.
 *
 * ### Cost
 * 1 USD a month, and as much again for each of the first two rotations; 0.03 USD for 10,000 requests.
 */
export class EncryptionKey extends Component {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: EncryptionKeyArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:EncryptionKey", name, opts);

    const key = new aws.kms.Key(
      ...transformed(
        args.transform?.key,
        name,
        {
          description: args.description,
          policy: policyDocument([accountAdministersKey(args.account), ...(args.statements ?? [])]),
          enableKeyRotation: true,
          // The longest wait that AWS offers: a key scheduled for deletion by mistake can still be rescued.
          deletionWindowInDays: 30,
        },
        { parent: this, protect: args.deletionProtection },
      ),
    );
    new aws.kms.Alias(`${name}-alias`, { name: `alias/${name}`, targetKeyId: key.keyId }, { parent: this });

    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }

  /** Lets a role read and write what is encrypted under the key. */
  grantEncryptDecrypt(grantee: Grantee): void {
    grantee.grant(`${this.name}-use`, [encryptDecryptStatement(this.arn)]);
  }

  /** Lets a role make, encrypt and attach volumes under the key. */
  grantVolumes(grantee: Grantee): void {
    grantee.grant(`${this.name}-volumes`, volumeStatements(this.arn));
  }
}
