import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { Component } from "../component";
import { secretData } from "../data/databaseLogin";
import { administrator, administratorSecret, basicAuthSettings, serverSecret, serverSecretKeys } from "./configuration";

/** Arguments of `MlflowSecrets`. */
export interface MlflowSecretsArgs {
  /** Namespace of the Secrets: that of the server. */
  readonly namespace: pulumi.Input<string>;
  /** Host and TCP port of the PostgreSQL server with MLflow's users. The settings file contains them. */
  readonly database: { readonly host: pulumi.Input<string>; readonly port: number };
}

/**
 * Secrets of MLflow: the administrator's login, the settings file, which also contains it, and the key that signs
 * forms.
 */
export class MlflowSecrets extends Component {
  /** Text that changes with the secrets that the server reads when it starts: the UID of a Secret. */
  readonly fingerprint: pulumi.Output<string>;

  constructor(name: string, args: MlflowSecretsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:MlflowSecrets", name, opts);

    const password = this.createPassword("admin-password");
    const signing = this.createPassword("signing-key");
    const settings = pulumi
      .all([args.database.host, password])
      .apply(([host, text]) => basicAuthSettings(host, args.database.port, text));
    this.createSecret("admin", administratorSecret, { username: administrator, password }, args, basicAuth);
    const server = this.createSecret(
      "settings",
      serverSecret,
      { [serverSecretKeys.settings]: settings, [serverSecretKeys.signing]: signing },
      args,
    );

    this.fingerprint = server.metadata.uid;
    this.registerOutputs({ fingerprint: this.fingerprint });
  }

  private createPassword(purpose: string): pulumi.Output<string> {
    const password = new random.RandomPassword(
      `${this.name}-${purpose}`,
      { length: 32, special: false },
      { parent: this },
    );
    return pulumi.secret(password.result);
  }

  private createSecret(
    what: string,
    name: string,
    values: Readonly<Record<string, pulumi.Input<string>>>,
    { namespace }: MlflowSecretsArgs,
    type = "Opaque",
  ): k8s.core.v1.Secret {
    return new k8s.core.v1.Secret(
      `${this.name}-${what}`,
      { metadata: { name, namespace }, type, data: secretData(values) },
      { parent: this },
    );
  }
}

const basicAuth = "kubernetes.io/basic-auth";
