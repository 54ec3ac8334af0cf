import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { fingerprintAnnotation } from "../../../core/kubernetes/labels";
import { regionEnvironment } from "../../kubernetes/awsRegion";
import { restrictedContainer, restrictedSystemPod } from "../../kubernetes/restrictedPod";
import { masterSecretFile, readMasterSecret, runBootstrap } from "./scripts";

/** Service account of the Job's pods. Its IAM role may read the master user's password. */
export const bootstrapServiceAccount = "bootstrap";

/** Name of the ConfigMap with the script and the certificate authorities of RDS. */
export const bootstrapConfig = "bootstrap";

/** Keys of that ConfigMap. */
export const bootstrapConfigKeys = { sql: "bootstrap.sql", authority: "ca.pem" } as const;

/** Key of the Secret with an application's SCRAM verifier. */
export const verifierKey = "verifier";

/** Arguments of `bootstrapJobSpec`. */
export interface BootstrapJobArgs {
  /** Images of the containers. */
  readonly images: { readonly awsCli: string; readonly postgres: string };
  /** AWS region. */
  readonly region: string;
  /** Host of the database server. */
  readonly host: pulumi.Input<string>;
  /** TCP port of the database server. */
  readonly port: number;
  /** Name of the master user. */
  readonly masterUsername: string;
  /** ARN of the master user's secret in Secrets Manager. */
  readonly masterSecretArn: pulumi.Input<string>;
  /** Name of the role to create. */
  readonly role: string;
  /** Names of the databases to create. */
  readonly databases: readonly string[];
  /** Name of the Secret with the role's SCRAM verifier. */
  readonly verifierSecret: string;
  /** Text that changes with the verifier and the scripts. A change replaces the Job, so that it runs again. */
  readonly fingerprint: pulumi.Input<string>;
}

/** The images need not contain this user. */
const user = 1000;

const masterFolder = "/master";
const bootstrapFolder = "/bootstrap";
const masterSecret = { name: "MASTER_SECRET_FILE", value: `${masterFolder}/${masterSecretFile}` };
const home = { name: "HOME", value: "/tmp" };

/**
 * Returns the spec of the Job that creates an application's role and databases. The Job reads the master user's
 * password at run time, because RDS rotates it every week, and keeps it only in memory.
 *
 * After a failure, such as a rotation or a failover of the database, the Job retries and reads the password again. It
 * has no `ttlSecondsAfterFinished`: Pulumi owns the Job and would report a deleted one as drift.
 */
export function bootstrapJobSpec(args: BootstrapJobArgs): types.input.batch.v1.JobSpec {
  return {
    backoffLimit: 5,
    activeDeadlineSeconds: 600,
    template: {
      metadata: { annotations: { [fingerprintAnnotation]: args.fingerprint } },
      spec: {
        ...restrictedSystemPod(user),
        serviceAccountName: bootstrapServiceAccount,
        restartPolicy: "Never",
        initContainers: [masterSecretContainer(args)],
        containers: [psqlContainer(args)],
        volumes: [
          { name: "master", emptyDir: { medium: "Memory", sizeLimit: "1Mi" } },
          { name: "tmp", emptyDir: { sizeLimit: "64Mi" } },
          { name: "bootstrap", configMap: { name: bootstrapConfig } },
        ],
      },
    },
  };
}

function masterSecretContainer({ images, region, masterSecretArn }: BootstrapJobArgs): types.input.core.v1.Container {
  return {
    name: "master-secret",
    image: images.awsCli,
    command: ["/bin/sh", "-ec", readMasterSecret],
    env: [home, masterSecret, { name: "MASTER_SECRET_ARN", value: masterSecretArn }, ...regionEnvironment(region)],
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } },
    securityContext: restrictedContainer,
    volumeMounts: [
      { name: "master", mountPath: masterFolder },
      { name: "tmp", mountPath: home.value },
    ],
  };
}

function psqlContainer(args: BootstrapJobArgs): types.input.core.v1.Container {
  return {
    name: "psql",
    image: args.images.postgres,
    command: ["/bin/sh", "-ec", runBootstrap],
    env: [
      home,
      masterSecret,
      { name: "BOOTSTRAP_SQL", value: `${bootstrapFolder}/${bootstrapConfigKeys.sql}` },
      { name: "PGHOST", value: args.host },
      { name: "PGPORT", value: String(args.port) },
      { name: "PGUSER", value: args.masterUsername },
      { name: "PGDATABASE", value: "postgres" },
      { name: "PGSSLMODE", value: "verify-full" },
      { name: "PGSSLROOTCERT", value: `${bootstrapFolder}/${bootstrapConfigKeys.authority}` },
      { name: "PGCONNECT_TIMEOUT", value: "10" },
      { name: "APPLICATION_ROLE", value: args.role },
      { name: "APPLICATION_DATABASES", value: JSON.stringify(args.databases) },
      { name: "APPLICATION_VERIFIER", valueFrom: { secretKeyRef: { name: args.verifierSecret, key: verifierKey } } },
    ],
    resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "128Mi" } },
    securityContext: restrictedContainer,
    volumeMounts: [
      { name: "master", mountPath: masterFolder, readOnly: true },
      { name: "tmp", mountPath: home.value },
      { name: "bootstrap", mountPath: bootstrapFolder, readOnly: true },
    ],
  };
}
