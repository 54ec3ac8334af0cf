import type { types } from "@pulumi/kubernetes";
import { type DatabaseLogin, libpqEnvironment } from "../data/databaseLogin";
import { regionEnvironment } from "../kubernetes/awsRegion";
import { connectionPool } from "./connections";
import { facts } from "./facts";

export const mlflowNamespace = facts.namespace;
export const mlflowPort = 5000;

/** Role in PostgreSQL, and the databases of MLflow's tables and of its users and permissions. */
export const mlflowDatabases = { role: "mlflow", tracking: "mlflow", users: "mlflow_auth" } as const;

/** User name of MLflow's administrator, and the Secret of the login, of type `kubernetes.io/basic-auth`. */
export const administrator = "admin";
export const administratorSecret = "mlflow-admin";

/** Secret of a team's login in its namespace. Its keys are the environment variables of MLflow's clients. */
export const mlflowLoginSecret = "mlflow-login";

/**
 * Prefix of the names of teams' users. Other users must not have it: the Job locks users with the prefix that have no
 * team.
 */
export const teamUserPrefix = "mlops-team-";

/** Label of the pods that create teams' users, for their network policy. */
export const loginsLabel = "mlops.platform/mlflow-logins";

/** Secret of the server: its settings file, and the key that signs forms. */
export const serverSecret = "mlflow-server";
export const serverSecretKeys = { settings: "basic_auth.ini", signing: "signing-key" } as const;

const settingsFolder = "/etc/mlflow";
const authorityFolder = "/etc/mlflow-database";

/** Tracking URI for pods of the cluster. */
const mlflowHost = `mlflow.${mlflowNamespace}.svc.cluster.local`;
export const mlflowTrackingUri = `http://${mlflowHost}:${mlflowPort}`;

/** Configuration that server and migration share. */
export interface MlflowSettings {
  readonly database: Omit<DatabaseLogin, "authorityFile">;
  readonly region: string;
  /** Host names at the gateway, if any. */
  readonly hosts: readonly string[];
}

/** Returns the URI of a database. libpq reads the password from the environment, so that it is in no log. */
function address(host: string, port: number, database: string): string {
  return `postgresql+psycopg2://${mlflowDatabases.role}@${host}:${port}/${database}`;
}

/**
 * Returns MLflow's settings file for users. Only the creator of an experiment or a model, and the administrator, can
 * see and manage it. A team can grant access to another team.
 */
export function basicAuthSettings(host: string, port: number, password: string): string {
  return [
    "[mlflow]",
    "default_permission = NO_PERMISSIONS",
    `database_uri = ${address(host, port, mlflowDatabases.users)}`,
    `admin_username = ${administrator}`,
    `admin_password = ${password}`,
    "authorization_function = mlflow.server.auth:authenticate_request_basic_auth",
    "",
  ].join("\n");
}

/**
 * Returns the `Host` headers that the server accepts, with ports: names of its Service, `localhost` for port
 * forwarding, hosts at the gateway, and the pod's address, which Prometheus uses. The server answers other hosts with
 * 403, except the kubelet's probes.
 */
export function allowedHosts(hosts: readonly string[]): string {
  const names = ["mlflow", `mlflow.${mlflowNamespace}`, `mlflow.${mlflowNamespace}.svc`, mlflowHost];
  const forwarded = ["localhost", "127.0.0.1"];
  return [...[...names, ...forwarded, "$(POD_IP)"].map((name) => `${name}:${mlflowPort}`), ...hosts].join(",");
}

/**
 * Environment variables of both server and migration. Variables that only the server needs are elsewhere: a change here
 * runs the migration again and stops the server.
 */
export function databaseEnvironment({ database }: MlflowSettings): types.input.core.v1.EnvVar[] {
  return [
    { name: "HOME", value: "/tmp" },
    ...libpqEnvironment({ ...database, authorityFile: `${authorityFolder}/ca.pem` }),
    { name: "MLFLOW_BACKEND_STORE_URI", value: address("$(PGHOST)", database.port, mlflowDatabases.tracking) },
    { name: "MLFLOW_AUTH_CONFIG_PATH", value: `${settingsFolder}/${serverSecretKeys.settings}` },
    { name: "MLFLOW_DISABLE_TELEMETRY", value: "true" },
  ];
}

/** Returns the environment variables of the server: those of `databaseEnvironment`, and its own. */
export function serverEnvironment(settings: MlflowSettings): types.input.core.v1.EnvVar[] {
  const { region, hosts } = settings;
  return [
    ...databaseEnvironment(settings),
    { name: "POD_IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } },
    ...regionEnvironment(region),
    // Presigned URLs with the host of the region. Otherwise they have the global host, outside of the S3 endpoint of
    // the VPC.
    { name: "MLFLOW_BOTO_CLIENT_ADDRESSING_STYLE", value: "virtual" },
    // Each store of each worker has a pool. The check of the settings compares `mostConnections` with the database's
    // limit.
    { name: "MLFLOW_SQLALCHEMYSTORE_POOL_SIZE", value: String(connectionPool.size) },
    { name: "MLFLOW_SQLALCHEMYSTORE_MAX_OVERFLOW", value: String(connectionPool.overflow) },
    // Seconds. After a failover, old connections lead to an instance that is no longer the primary.
    { name: "MLFLOW_SQLALCHEMYSTORE_POOL_RECYCLE", value: "300" },
    {
      name: "MLFLOW_FLASK_SERVER_SECRET_KEY",
      valueFrom: { secretKeyRef: { name: serverSecret, key: serverSecretKeys.signing } },
    },
    { name: "MLFLOW_SERVER_ALLOWED_HOSTS", value: allowedHosts(hosts) },
    ...(hosts.length > 0
      ? [{ name: "MLFLOW_SERVER_CORS_ALLOWED_ORIGINS", value: hosts.map((host) => `https://${host}`).join(",") }]
      : []),
    // Jobs for language models, which the platform does not use. They would run in the server's pod.
    { name: "MLFLOW_SERVER_ENABLE_JOB_EXECUTION", value: "false" },
  ];
}

/** Volumes of both server and migration: their files, and a writable folder. */
export function mlflowVolumes(loginSecret: string): types.input.core.v1.Volume[] {
  return [
    // An upload is stored here as a whole before it is sent to S3.
    { name: "tmp", emptyDir: { sizeLimit: uploadLimit } },
    {
      name: "settings",
      secret: {
        secretName: serverSecret,
        items: [{ key: serverSecretKeys.settings, path: serverSecretKeys.settings }],
      },
    },
    { name: "authority", secret: { secretName: loginSecret, items: [{ key: "ca.pem", path: "ca.pem" }] } },
  ];
}

export const mlflowVolumeMounts: types.input.core.v1.VolumeMount[] = [
  { name: "tmp", mountPath: "/tmp" },
  { name: "settings", mountPath: settingsFolder, readOnly: true },
  { name: "authority", mountPath: authorityFolder, readOnly: true },
];

/** Disk space for all simultaneous uploads to one pod. */
export const uploadLimit = "20Gi";
