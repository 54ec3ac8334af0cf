import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../../core/aws/account";
import { pinnedImage } from "../../charts/image";
import type { Mirror } from "../../charts/mirror";
import { PlatformNamespace } from "../../charts/platformNamespace";
import { PodIdentity } from "../../cluster/podIdentity";
import { Component } from "../../component";
import type { Database } from "../database";
import { type BootstrapJobArgs, bootstrapConfig, bootstrapConfigKeys, bootstrapServiceAccount } from "./bootstrapJob";
import { bootstrapSql } from "./bootstrapSql";
import { certificateAuthority } from "./certificateAuthority";
import { egressTo } from "./egress";

export interface DatabaseAdministrationArgs {
  readonly account: AwsAccount;
  readonly clusterName: pulumi.Input<string>;
  readonly database: Database;
  readonly mirror: Mirror;
}

const namespace = "databases";

/**
 * Where roles and databases are made: a namespace of its own, since whoever may run a pod with its service account may read
 * the master user's password. Applications have theirs made by an `ApplicationDatabase` each.
 *
 * Needs Pod Identity's agent and nodes that pods can run on (`dependsOn`).
 */
export class DatabaseAdministration extends Component {
  readonly namespaceName: pulumi.Output<string>;
  /** The authorities that the database's certificate ends at, as PEM. */
  readonly certificateAuthority: string;
  /** What the jobs are told of the database. */
  readonly server: Pick<BootstrapJobArgs, "images" | "region" | "host" | "port" | "masterUsername" | "masterSecretArn">;
  /** What the jobs need. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: DatabaseAdministrationArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:DatabaseAdministration", name, opts);

    const { account, database, mirror } = args;
    this.certificateAuthority = certificateAuthority(account.region);
    this.server = {
      images: { awsCli: pinnedImage(mirror, "aws-cli"), postgres: pinnedImage(mirror, "postgres") },
      region: account.region,
      host: database.host,
      port: database.port,
      masterUsername: database.masterUsername,
      masterSecretArn: database.masterSecretArn,
    };
    const space = new PlatformNamespace(`${name}-namespace`, { namespace }, { parent: this });
    this.namespaceName = space.namespaceName;
    this.ready = [
      space,
      this.createIdentity(args),
      this.createServiceAccount(),
      this.createConfig(),
      this.createNetworkPolicy(),
    ];
    this.registerOutputs({ namespaceName: this.namespaceName });
  }

  private createIdentity({ account, clusterName, database }: DatabaseAdministrationArgs): PodIdentity {
    const identity = new PodIdentity(
      `${this.name}-identity`,
      { account, clusterName, namespace, serviceAccount: bootstrapServiceAccount },
      { parent: this },
    );
    database.grantReadMasterSecret(identity);
    return identity;
  }

  private createServiceAccount(): k8s.core.v1.ServiceAccount {
    return new k8s.core.v1.ServiceAccount(
      `${this.name}-account`,
      {
        metadata: { name: bootstrapServiceAccount, namespace: this.namespaceName },
        automountServiceAccountToken: false,
      },
      { parent: this },
    );
  }

  private createConfig(): k8s.core.v1.ConfigMap {
    return new k8s.core.v1.ConfigMap(
      `${this.name}-config`,
      {
        metadata: { name: bootstrapConfig, namespace: this.namespaceName },
        data: {
          [bootstrapConfigKeys.sql]: bootstrapSql(),
          [bootstrapConfigKeys.authority]: this.certificateAuthority,
        },
      },
      { parent: this },
    );
  }

  private createNetworkPolicy(): k8s.networking.v1.NetworkPolicy {
    return new k8s.networking.v1.NetworkPolicy(
      `${this.name}-network`,
      {
        metadata: { name: bootstrapServiceAccount, namespace: this.namespaceName },
        spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"], egress: egressTo(this.server.port) },
      },
      { parent: this },
    );
  }
}
