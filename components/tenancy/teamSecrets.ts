import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, regionalArn } from "../../core/aws/account";
import { Component } from "../component";
import { useKeyFor } from "../data/keyUse";
import type { EncryptionKey } from "../encryption/encryptionKey";
import type { PolicyStatement } from "../iam/policyDocument";
import { Role } from "../iam/role";
import { teamSecretPrefix } from "./teamNames";

export interface TeamSecretsArgs {
  readonly account: AwsAccount;
  readonly platformName: string;
  readonly team: string;
  readonly namespace: pulumi.Input<string>;
  /** Key that the secrets are encrypted under. */
  readonly key: EncryptionKey;
  /** Role of external-secrets' controller, which assumes the team's. */
  readonly secretsControllerRoleArn: pulumi.Input<string>;
}

/** Name of a team's SecretStore: what an ExternalSecret's `secretStoreRef` names. */
const teamSecretStore = "team";

/**
 * A way for a team's secrets into its namespace: a SecretStore by which external-secrets reads Secrets Manager as the
 * team's own role, so that no team's ExternalSecret reaches another's secrets. Secrets are named
 * `/<platform>/teams/<team>/…` and lie under the data key.
 *
 * The store cannot search (`dataFrom.find`): listing secrets knows no narrower permission than all of them.
 *
 * Needs external-secrets, its CRDs and webhook: depend on it.
 */
export class TeamSecrets extends Component {
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
      // The controller may ask for the role at once.
      { parent: this, dependsOn: [role] },
    );
  }
}

/** Pod Identity tags the controller's session, and the tags go along: without `TagSession` assuming the role is refused. */
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
