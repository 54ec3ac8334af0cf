import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { PodIdentity } from "../cluster/podIdentity";
import { ApplicationDatabase } from "../data/applicationDatabase";
import type { ArtifactBucket } from "../data/artifactBucket";
import type { DatabaseAdministration } from "../data/bootstrap/databaseAdministration";
import { pinnedImage } from "../kubernetes/image";
import { PlatformNamespace } from "../kubernetes/platformNamespace";
import { type Ready, Service, type ServiceContext } from "../service";
import { type Transform, transformed } from "../transform";
import * as configuration from "./configuration";
import { facts } from "./facts";
import { migrationJobSpec } from "./migration";
import { MlflowSecrets } from "./mlflowSecrets";
import * as objects from "./objects";
import { serverDeploymentSpec, serverLabels } from "./server";

/** Services that `Mlflow` depends on. */
export interface MlflowNeeds {
  /** Installs the kind of its ServiceMonitor. */
  readonly monitoringCrds: Ready;
  /** Creates its databases and its role in PostgreSQL. */
  readonly databases: DatabaseAdministration;
}

/** Arguments of `Mlflow`. */
export interface MlflowArgs {
  /** Bucket of the artifacts. They are below `mlflow/`. */
  readonly artifacts: ArtifactBucket;
  /** Host names at the gateway. The server rejects other names. @default - none: reachable only inside the cluster */
  readonly hosts?: readonly string[];
  /** Changes to single objects. @default - none */
  readonly transform?: { readonly deployment?: Transform<k8s.apps.v1.DeploymentArgs> } | undefined;
}

/** Name of all objects of which MLflow has only one of the kind, such as the Service. */
const objectName = "mlflow";
const prefix = "mlflow";

/**
 * MLflow: tracking server and model registry with users. Its tables are in PostgreSQL and its artifacts in S3; clients
 * read and write artifacts through the server.
 *
 * A Job migrates the tables to the image's version. The server's selector contains the name of the Job. So Pulumi
 * deletes the old servers before it replaces the Job, and creates the new servers after it: two versions never run at
 * the same time. Clients that retry, as MLflow's do, wait for a minute or two.
 *
 * The administrator's password is generated. `pulumi up --replace` with the URN of `<name>-secrets-admin-password`
 * rotates it and runs the migration.
 */
export class Mlflow extends Service<MlflowNeeds> {
  /** Tracking URI for pods of the cluster. */
  readonly trackingUri = configuration.mlflowTrackingUri;
  /** Namespace of the server and the administrator's login. */
  readonly namespaceName: pulumi.Output<string>;
  /** Name of the Secret in `namespaceName` with the administrator's `username` and `password`. */
  readonly administratorSecret = configuration.administratorSecret;
  /**
   * Text that changes with the database's host, the administrator's password and the signing key. It does not reveal
   * them.
   */
  readonly fingerprint: pulumi.Output<string>;
  /** The Deployment of the server. */
  readonly deployment: k8s.apps.v1.Deployment;
  /** Resources to depend on: when they exist, the server answers. */
  readonly ready: readonly pulumi.Resource[];
  private readonly settings: configuration.MlflowSettings & { readonly image: string; readonly serviceAccount: string };

  constructor(
    name: string,
    context: ServiceContext,
    needs: MlflowNeeds,
    private readonly args: MlflowArgs,
  ) {
    super("Mlflow", name, [facts], context, needs);

    const namespace = this.child("namespace");
    const platformNamespace = new PlatformNamespace(
      namespace,
      { namespace: configuration.mlflowNamespace },
      { parent: this },
    );
    this.namespaceName = platformNamespace.namespaceName;
    const database = this.createDatabase();
    this.settings = {
      image: pinnedImage(this.context.mirror, "mlflow"),
      serviceAccount: objectName,
      database,
      region: this.context.account.region,
      hosts: args.hosts ?? [],
    };
    const identity = this.createIdentity();
    const account = this.createServiceAccount();
    const secrets = this.createSecrets(database);
    this.fingerprint = secrets.fingerprint;
    const network = this.createNetworkPolicy(database);
    const before = [platformNamespace, account, network, secrets, ...database.ready];
    const migration = this.createMigration(secrets.fingerprint, before);
    const deployment = this.createDeployment(migration, database, secrets.fingerprint, [...before, identity]);
    const service = this.createService(deployment);
    this.createAutoscaler(deployment);
    this.createDisruptionBudget();
    this.createMonitor(secrets);

    this.deployment = deployment;
    this.ready = [deployment, service];
    this.registerOutputs({
      namespaceName: this.namespaceName,
      trackingUri: this.trackingUri,
      administratorSecret: this.administratorSecret,
    });
  }

  private createDatabase(): ApplicationDatabase {
    const { role, tracking, users } = configuration.mlflowDatabases;
    return new ApplicationDatabase(
      this.child("database"),
      {
        administration: this.needs.databases,
        application: role,
        databases: [tracking, users],
        namespace: this.namespaceName,
      },
      { parent: this },
    );
  }

  private createIdentity(): PodIdentity {
    const { account, clusterName } = this.context;
    const { artifacts } = this.args;
    const identity = new PodIdentity(
      this.child("identity"),
      { account, clusterName, namespace: configuration.mlflowNamespace, serviceAccount: objectName },
      { parent: this },
    );
    artifacts.grantReadWrite(identity, prefix);
    return identity;
  }

  private createServiceAccount(): k8s.core.v1.ServiceAccount {
    return new k8s.core.v1.ServiceAccount(
      this.child("account"),
      { metadata: this.metadata(), automountServiceAccountToken: false },
      { parent: this },
    );
  }

  private createSecrets({ host, port }: ApplicationDatabase): MlflowSecrets {
    return new MlflowSecrets(
      this.child("secrets"),
      { namespace: this.namespaceName, database: { host, port } },
      { parent: this },
    );
  }

  private createNetworkPolicy({ port }: ApplicationDatabase): k8s.networking.v1.NetworkPolicy {
    return new k8s.networking.v1.NetworkPolicy(
      this.child("network"),
      { metadata: this.metadata(), spec: objects.networkPolicySpec(port) },
      { parent: this },
    );
  }

  private createMigration(fingerprint: pulumi.Output<string>, dependsOn: pulumi.Resource[]): k8s.batch.v1.Job {
    return new k8s.batch.v1.Job(
      this.child("migration"),
      { metadata: this.metadata("mlflow-migration"), spec: migrationJobSpec({ ...this.settings, fingerprint }) },
      { parent: this, dependsOn, customTimeouts: { create: "70m" } },
    );
  }

  private createDeployment(
    migration: k8s.batch.v1.Job,
    database: ApplicationDatabase,
    settings: pulumi.Output<string>,
    dependsOn: pulumi.Resource[],
  ): k8s.apps.v1.Deployment {
    const { artifacts, transform } = this.args;
    const deployment = {
      metadata: this.metadata(),
      spec: serverDeploymentSpec({
        ...this.settings,
        artifacts: pulumi.interpolate`s3://${artifacts.bucketName}/${prefix}`,
        migration: migration.metadata.name,
        fingerprints: { database: database.fingerprint, settings },
      }),
    };
    return new k8s.apps.v1.Deployment(
      ...transformed<k8s.apps.v1.DeploymentArgs>(
        "kubernetes:apps/v1:Deployment",
        transform?.deployment,
        this.child("server"),
        deployment,
        {
          parent: this,
          dependsOn: [...dependsOn, migration],
        },
      ),
    );
  }

  private createService(deployment: k8s.apps.v1.Deployment): k8s.core.v1.Service {
    return new k8s.core.v1.Service(
      this.child("service"),
      { metadata: { ...this.metadata(), labels: serverLabels }, spec: objects.serviceSpec() },
      // Pulumi waits until a Service has ready pods, but not as long as the migration may take.
      { parent: this, dependsOn: [deployment] },
    );
  }

  private createAutoscaler(deployment: k8s.apps.v1.Deployment): void {
    new k8s.autoscaling.v2.HorizontalPodAutoscaler(
      this.child("autoscaler"),
      { metadata: this.metadata(), spec: objects.autoscalerSpec(objectName, this.context.replicas) },
      { parent: this, dependsOn: [deployment] },
    );
  }

  private createDisruptionBudget(): void {
    new k8s.policy.v1.PodDisruptionBudget(
      this.child("disruption-budget"),
      { metadata: this.metadata(), spec: objects.disruptionBudgetSpec() },
      { parent: this },
    );
  }

  private createMonitor(secrets: MlflowSecrets): void {
    new k8s.apiextensions.CustomResource(
      this.child("monitor"),
      {
        apiVersion: "monitoring.coreos.com/v1",
        kind: "ServiceMonitor",
        metadata: this.metadata(),
        spec: objects.serviceMonitorSpec(),
      },
      { parent: this, dependsOn: [secrets] },
    );
  }

  private child(what: string): string {
    return `${this.name}-${what}`;
  }

  private metadata(name: string = objectName): { name: string; namespace: pulumi.Output<string> } {
    return { name, namespace: this.namespaceName };
  }
}
