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

export interface ApplicationDatabaseArgs {
  readonly administration: DatabaseAdministration;
  /** What the role is called. */
  readonly application: string;
  /** Databases that the role owns. @default - one with the role's name */
  readonly databases?: readonly string[];
  /** Namespace of the application's pods, which the login is put into. */
  readonly namespace: pulumi.Input<string>;
}

/**
 * A role of the PostgreSQL server with databases of its own, which no other role may connect to, and the login in the
 * application's namespace.
 *
 * A job makes them, and `up` waits for it; it runs again when the password or the script changes, and then changes that
 * alone. Nothing is dropped when the component goes: that would be data.
 *
 * The password is generated, and a Secret brings it to the pods. That Secret is the program's own and not one of External
 * Secrets: the new password then reaches database, Secret and pods in this order within one `up`, and not whenever a
 * controller looks next. `pulumi up --replace` with the URN of `<name>-password` rotates it; an application whose pods
 * bear the `fingerprint` restarts then, and its new connections fail from the job's end until they have.
 */
export class ApplicationDatabase extends Component {
  /** Databases that the role owns. */
  readonly databases: readonly string[];
  readonly role: string;
  readonly host: pulumi.Output<string>;
  readonly port: number;
  /** Secret with `host`, `port`, `username`, `password` and the server's authorities, `ca.pem`. */
  readonly loginSecret: string;
  /**
   * Changes with the password, of which another verifier makes another Secret, and with the scripts: for an annotation of
   * the pods that read the login.
   */
  readonly fingerprint: pulumi.Output<string>;
  /** The databases are there, and so is the login. */
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
    this.registerOutputs({ role: this.role, loginSecret: this.loginSecret });
  }

  /** Letters and digits, 190 bits of them: nothing in it needs escaping anywhere. */
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
      // Whoever finds the login can log in.
      { parent: this, dependsOn: [job] },
    );
  }
}

/** Kubernetes' names have no underscores. */
function secretName(application: string): string {
  return application.replaceAll("_", "-");
}

function scriptsDigest(): string {
  const scripts = JSON.stringify([bootstrapSql(), readMasterSecret, runBootstrap]);
  return createHash("sha256").update(scripts).digest("hex").slice(0, 16);
}
