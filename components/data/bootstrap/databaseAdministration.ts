import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { PodIdentity } from "../../cluster/podIdentity";
import { pinnedImage } from "../../kubernetes/image";
import { PlatformNamespace } from "../../kubernetes/platformNamespace";
import { type NoNeeds, Service, type ServiceContext } from "../../service";
import type { Database } from "../database";
import { type BootstrapJobArgs, bootstrapConfig, bootstrapConfigKeys, bootstrapServiceAccount } from "./bootstrapJob";
import { bootstrapSql } from "./bootstrapSql";
import { certificateAuthority } from "./certificateAuthority";
import { egressTo } from "./egress";
import { facts } from "./facts";

/** Arguments of `DatabaseAdministration`. */
export interface DatabaseAdministrationArgs {
  /** The database. */
  readonly database: Database;
}

const { namespace } = facts;

/**
 * The namespace of the Jobs that create roles and databases. It is separate, because every pod with its service account
 * can read the master user's password. `ApplicationDatabase` adds a Job.
 */
export class DatabaseAdministration extends Service<NoNeeds> {
  /** Name of the namespace. */
  readonly namespaceName: pulumi.Output<string>;
  /** Certificate authorities of the database, as PEM. */
  readonly certificateAuthority: string;
  /** Arguments of the Jobs that describe the database server. */
  readonly server: Pick<BootstrapJobArgs, "images" | "region" | "host" | "port" | "masterUsername" | "masterSecretArn">;
  /** Resources that the Jobs need. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext, { database }: DatabaseAdministrationArgs) {
    super("DatabaseAdministration", name, [facts], context, {});

    const { account, mirror } = context;
    this.certificateAuthority = certificateAuthority(account.region);
    this.server = {
      images: { awsCli: pinnedImage(mirror, "aws-cli"), postgres: pinnedImage(mirror, "postgres") },
      region: account.region,
      host: database.host,
      port: database.port,
      masterUsername: database.masterUsername,
      masterSecretArn: database.masterSecretArn,
    };
    const platformNamespace = new PlatformNamespace(`${name}-namespace`, { namespace }, { parent: this });
    this.namespaceName = platformNamespace.namespaceName;
    this.ready = [
      platformNamespace,
      this.createIdentity(database),
      this.createServiceAccount(),
      this.createConfig(),
      this.createNetworkPolicy(),
    ];
    this.registerOutputs({ namespaceName: this.namespaceName });
  }

  private createIdentity(database: Database): PodIdentity {
    const { account, clusterName } = this.context;
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
