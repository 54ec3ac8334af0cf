import { createHash } from "node:crypto";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { Component } from "../component";
import { bootstrapJobSpec, verifierKey } from "./bootstrap/bootstrapJob";
import { bootstrapSql } from "./bootstrap/bootstrapSql";
import type { DatabaseAdministration } from "./bootstrap/databaseAdministration";
import { scramVerifier } from "./bootstrap/scramVerifier";
import { readMasterSecret, runBootstrap } from "./bootstrap/scripts";
import { checkDatabaseName, secretData } from "./databaseLogin";

/** Arguments of `ApplicationDatabase`. */
export interface ApplicationDatabaseArgs {
  /** Database server, with the namespace of the jobs that create roles and databases. */
  readonly administration: DatabaseAdministration;
  /** Name of the PostgreSQL role: lower-case letters, digits and underscores. */
  readonly application: string;
  /** Names of the databases that the role owns. @default - one with the role's name */
  readonly databases?: readonly string[];
  /** Namespace of the application's pods, in which the login Secret is created. */
  readonly namespace: pulumi.Input<string>;
}

/**
 * A PostgreSQL role with databases of its own, and a Secret with its login in the application's namespace. Other roles
 * cannot connect to the databases.
 *
 * A Job creates role and databases, and `up` waits for it. The Job runs again when the password or its scripts change.
 * When the component is deleted, role and databases stay, because they hold data.
 *
 * The password is generated. The program creates the login Secret itself and not through External Secrets, so that one
 * `up` changes the password in the database, then in the Secret, then in the pods. `pulumi up --replace` with the URN
 * of `<name>-password` rotates the password. It restarts pods that have the `fingerprint` as an annotation. Between the
 * end of the Job and the restart, new connections of these pods fail.
 *
 * @throws Error if a name is not a valid name of a role or a database.
 */
export class ApplicationDatabase extends Component {
  /** Names of the databases that the role owns. */
  readonly databases: readonly string[];
  /** Name of the PostgreSQL role. */
  readonly role: string;
  /** Host of the database server. */
  readonly host: pulumi.Output<string>;
  /** TCP port of the database server. */
  readonly port: number;
  /**
   * Name of the Secret with `host`, `port`, `username`, `password` and the server's certificate authorities, `ca.pem`.
   */
  readonly loginSecret: string;
  /**
   * Text that changes with the password and with the Job's scripts, for an annotation of the pods that read the login.
   */
  readonly fingerprint: pulumi.Output<string>;
  /** The Job and the login Secret. Pods that connect to the databases depend on them. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: ApplicationDatabaseArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:ApplicationDatabase", name, opts);

    const { administration, application, databases = [application] } = args;
    for (const each of [application, ...databases]) checkDatabaseName(each);
    this.databases = databases;
    this.role = application;
    this.host = pulumi.output(administration.server.host);
    this.port = administration.server.port;
    this.loginSecret = `${secretName(application)}-database`;

    const password = this.createPassword();
    const verifier = password.apply((text) => scramVerifier(text, application));
    const verifierSecret = this.createVerifierSecret(verifier, args);
    this.fingerprint = pulumi.interpolate`${scriptsDigest()}-${verifierSecret.metadata.uid}`;
    const job = this.createJob(verifierSecret, args);
    const login = this.createLogin(password, job, args);

    this.ready = [job, login];
    this.registerOutputs({
      role: this.role,
      databases: this.databases,
      host: this.host,
      port: this.port,
      loginSecret: this.loginSecret,
    });
  }

  /** 32 letters and digits, 190 bits: no character needs escaping. */
  private createPassword(): pulumi.Output<string> {
    const password = new random.RandomPassword(
      `${this.name}-password`,
      { length: 32, special: false },
      { parent: this },
    );
    return pulumi.secret(password.result);
  }

  private createVerifierSecret(
    verifier: pulumi.Output<string>,
    { administration, application }: ApplicationDatabaseArgs,
  ): k8s.core.v1.Secret {
    return new k8s.core.v1.Secret(
      `${this.name}-verifier`,
      {
        metadata: { name: secretName(application), namespace: administration.namespaceName },
        data: secretData({ [verifierKey]: verifier }),
      },
      { parent: this },
    );
  }

  private createJob(
    verifier: k8s.core.v1.Secret,
    { administration, application }: ApplicationDatabaseArgs,
  ): k8s.batch.v1.Job {
    return new k8s.batch.v1.Job(
      `${this.name}-bootstrap`,
      {
        metadata: { name: secretName(application), namespace: administration.namespaceName },
        spec: bootstrapJobSpec({
          ...administration.server,
          role: application,
          databases: this.databases,
          verifierSecret: secretName(application),
          fingerprint: this.fingerprint,
        }),
      },
      { parent: this, dependsOn: [...administration.ready, verifier], customTimeouts: { create: "15m" } },
    );
  }

  private createLogin(
    password: pulumi.Output<string>,
    job: k8s.batch.v1.Job,
    { administration, namespace }: ApplicationDatabaseArgs,
  ): k8s.core.v1.Secret {
    return new k8s.core.v1.Secret(
      `${this.name}-login`,
      {
        metadata: { name: this.loginSecret, namespace },
        data: secretData({
          host: this.host,
          port: String(this.port),
          username: this.role,
          password,
          "ca.pem": administration.certificateAuthority,
        }),
      },
      // The Job sets the password first, so that the login works as soon as the Secret exists.
      { parent: this, dependsOn: [job] },
    );
  }
}

/** Names of Kubernetes objects must not contain underscores. */
function secretName(application: string): string {
  return application.replaceAll("_", "-");
}

function scriptsDigest(): string {
  const scripts = JSON.stringify([bootstrapSql(), readMasterSecret, runBootstrap]);
  return createHash("sha256").update(scripts).digest("hex").slice(0, 16);
}
