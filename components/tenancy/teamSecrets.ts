import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, regionalArn } from "../../core/aws/account";
import { Component } from "../component";
import { useKeyFor } from "../data/keyUse";
import type { EncryptionKey } from "../encryption/encryptionKey";
import type { PolicyStatement } from "../iam/policyDocument";
import { Role } from "../iam/role";
import { teamSecretPrefix } from "./teamNames";

/** Arguments of `TeamSecrets`. */
export interface TeamSecretsArgs {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** Name of the platform, part of the names of secrets. */
  readonly platformName: string;
  /** Name of the team. */
  readonly team: string;
  /** Namespace of the team. */
  readonly namespace: pulumi.Input<string>;
  /** KMS key of the secrets. */
  readonly key: EncryptionKey;
  /** ARN of the role of external-secrets' controller, which assumes the team's role. */
  readonly secretsControllerRoleArn: pulumi.Input<string>;
}

/** Name of a team's SecretStore, for `secretStoreRef` of an ExternalSecret. */
const teamSecretStore = "team";

/**
 * The secret store of a team: a SecretStore with which external-secrets reads Secrets Manager with the team's own IAM
 * role, so that an ExternalSecret of one team cannot read secrets of another. Names of secrets start with
 * `/<platform>/teams/<team>/`.
 *
 * The store does not support searches (`dataFrom.find`): IAM cannot restrict the permission to list secrets.
 *
 * It needs external-secrets with its CRDs and webhook.
 */
export class TeamSecrets extends Component {
  /** ARN of the IAM role that reads the team's secrets. */
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: TeamSecretsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:TeamSecrets", name, opts);

    const role = this.createRole(args);
    this.createStore(role, args);

    this.roleArn = role.arn;
    this.registerOutputs({ roleArn: this.roleArn });
  }

  private createRole(args: TeamSecretsArgs): Role {
    const { account, team, secretsControllerRoleArn } = args;
    const role = new Role(
      `${this.name}-role`,
      {
        account,
        description: `external-secrets reads secrets of team ${team}`,
        trust: controllerTrust(secretsControllerRoleArn),
      },
      { parent: this },
    );
    role.grant("read", secretStatements(args));
    return role;
  }

  private createStore(role: Role, { account, namespace }: TeamSecretsArgs): void {
    new k8s.apiextensions.CustomResource(
      `${this.name}-store`,
      {
        apiVersion: "external-secrets.io/v1",
        kind: "SecretStore",
        metadata: { name: teamSecretStore, namespace },
        spec: { provider: { aws: { service: "SecretsManager", region: account.region, role: role.arn } } },
      },
      // The controller assumes the role as soon as the store exists.
      { parent: this, dependsOn: [role] },
    );
  }
}

/**
 * Returns the trust statement of the team's role. The controller's session has transitive tags of Pod Identity: without
 * `sts:TagSession`, STS does not let it assume the role.
 */
function controllerTrust(controllerRoleArn: pulumi.Input<string>): PolicyStatement {
  return { Effect: "Allow", Principal: { AWS: controllerRoleArn }, Action: ["sts:AssumeRole", "sts:TagSession"] };
}

function secretStatements({ account, platformName, team, key }: TeamSecretsArgs): PolicyStatement[] {
  const secrets = regionalArn(account, "secretsmanager", `secret:${teamSecretPrefix(platformName, team)}*`);
  return [
    {
      Sid: "ReadSecrets",
      Effect: "Allow",
      Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
      Resource: secrets,
    },
    useKeyFor({
      account,
      keyArn: key.arn,
      service: "secretsmanager",
      actions: ["kms:Decrypt"],
      context: ["SecretARN", secrets],
    }),
  ];
}
