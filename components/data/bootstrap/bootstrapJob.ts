import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { fingerprintAnnotation } from "../../../core/kubernetes/labels";
import { restrictedContainer, restrictedSystemPod } from "../../kubernetes/restrictedPod";
import { masterSecretFile, readMasterSecret, runBootstrap } from "./scripts";

/** Account that the job's pods run as, and whose role may read the master user's password. */
export const bootstrapServiceAccount = "bootstrap";

/** ConfigMap with the script and the authorities of RDS. */
export const bootstrapConfig = "bootstrap";
export const bootstrapConfigKeys = { sql: "bootstrap.sql", authority: "ca.pem" } as const;

/** Key of the Secret that holds an application's verifier. */
export const verifierKey = "verifier";

export interface BootstrapJobArgs {
  readonly images: { readonly awsCli: string; readonly postgres: string };
  readonly region: string;
  readonly host: pulumi.Input<string>;
  readonly port: number;
  readonly masterUsername: string;
  readonly masterSecretArn: pulumi.Input<string>;
  readonly role: string;
  readonly databases: readonly string[];
  /** Name of the Secret with the role's verifier. */
  readonly verifierSecret: string;
  /** Changes where the verifier or the scripts do: the job is then made anew, and so runs again. */
  readonly fingerprint: pulumi.Input<string>;
}

/** Neither image brings this user, and neither needs to. */
const user = 1000;

const masterFolder = "/master";
const bootstrapFolder = "/bootstrap";
const masterSecret = { name: "MASTER_SECRET_FILE", value: `${masterFolder}/${masterSecretFile}` };
const home = { name: "HOME", value: "/tmp" };

/**
 * The job that makes an application's role and databases. It reads the master user's password when it runs: RDS changes
 * that every week, and a copy would be out of date, or one more place to steal it from. What it read lies in memory, and
 * goes with the pod.
 *
 * A try that meets a rotation, or a database that just fails over, is followed by another, which reads the password anew.
 * Without a time to live: Pulumi owns the job, and would miss one that removed itself.
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
    env: [
      home,
      masterSecret,
      { name: "MASTER_SECRET_ARN", value: masterSecretArn },
      { name: "AWS_REGION", value: region },
    ],
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
