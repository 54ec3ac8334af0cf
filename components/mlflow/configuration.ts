import type { types } from "@pulumi/kubernetes";
import { type DatabaseLogin, libpqEnvironment } from "../data/databaseLogin";
import { facts } from "./facts";

export const mlflowNamespace = facts.namespace;
export const mlflowPort = 5000;

/** Role of the PostgreSQL server, and its databases: MLflow's tables, and users with their permissions. */
export const mlflowDatabases = { role: "mlflow", tracking: "mlflow", users: "mlflow_auth" } as const;

/** Who administers MLflow, and where the login is: a Secret of the type `kubernetes.io/basic-auth`. */
export const administrator = "admin";
export const administratorSecret = "mlflow-admin";

/** Secret of a team's namespace with its login, as MLflow's clients read it from the environment: all keys of it. */
export const mlflowLoginSecret = "mlflow-login";

/** How the names of teams' users begin: those of others must not, or they are locked out. */
export const teamUserPrefix = "mlops-team-";

/** Label of the pods that make teams' logins, which have a network policy of their own. */
export const loginsLabel = "mlops.platform/mlflow-logins";

/** Secret with what the server reads: its file of settings, and the key that signs forms. */
export const serverSecret = "mlflow-server";
export const serverSecretKeys = { settings: "basic_auth.ini", signing: "signing-key" } as const;

const settingsFolder = "/etc/mlflow";
const authorityFolder = "/etc/mlflow-database";

/** MLflow as pods of the cluster find it. */
const mlflowHost = `mlflow.${mlflowNamespace}.svc.cluster.local`;
export const mlflowTrackingUri = `http://${mlflowHost}:${mlflowPort}`;

export interface MlflowSettings {
  readonly database: Omit<DatabaseLogin, "authorityFile">;
  readonly region: string;
  /** Names under which a gateway offers it, if any does. */
  readonly hosts: readonly string[];
}

/** Of a database, without the password, which libpq takes from the environment: so it gets into no log. */
function address(host: string, port: number, database: string): string {
  return `postgresql+psycopg2://${mlflowDatabases.role}@${host}:${port}/${database}`;
}

/**
 * MLflow's file of settings for users. Whoever makes an experiment or a model manages it, and nobody else but the
 * administrator so much as sees it: teams share nothing here either, unless one grants it to another.
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
 * Values of the header `Host` that the server answers to: its Service's names, as clients write them with the port, those
 * of gateways, a forwarded port's, and the pod's own address, by which Prometheus comes. To others it answers 403, though not to the kubelet.
 */
export function allowedHosts(hosts: readonly string[]): string {
  const names = ["mlflow", `mlflow.${mlflowNamespace}`, `mlflow.${mlflowNamespace}.svc`, mlflowHost];
  const forwarded = ["localhost", "127.0.0.1"];
  return [...[...names, ...forwarded, "$(POD_IP)"].map((name) => `${name}:${mlflowPort}`), ...hosts].join(",");
}

/**
 * What server and migration both are told. What the server alone needs is not in it: each change here runs the migration
 * again, and the server stops for it.
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

export function serverEnvironment(settings: MlflowSettings): types.input.core.v1.EnvVar[] {
  const { region, hosts } = settings;
  return [
    ...databaseEnvironment(settings),
    { name: "POD_IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } },
    { name: "AWS_REGION", value: region },
    // Each worker has a pool for each of the two databases: 40 connections a pod at most.
    { name: "MLFLOW_SQLALCHEMYSTORE_POOL_SIZE", value: "5" },
    { name: "MLFLOW_SQLALCHEMYSTORE_MAX_OVERFLOW", value: "5" },
    // Seconds. After a failover old connections lead to what is no longer the first instance.
    { name: "MLFLOW_SQLALCHEMYSTORE_POOL_RECYCLE", value: "300" },
    {
      name: "MLFLOW_FLASK_SERVER_SECRET_KEY",
      valueFrom: { secretKeyRef: { name: serverSecret, key: serverSecretKeys.signing } },
    },
    { name: "MLFLOW_SERVER_ALLOWED_HOSTS", value: allowedHosts(hosts) },
    ...(hosts.length > 0
      ? [{ name: "MLFLOW_SERVER_CORS_ALLOWED_ORIGINS", value: hosts.map((host) => `https://${host}`).join(",") }]
      : []),
    // Jobs of language models: the platform has none, and they would run beside the server in its pod.
    { name: "MLFLOW_SERVER_ENABLE_JOB_EXECUTION", value: "false" },
  ];
}

/** Files that the server and the migration both read, and a place to write to. */
export function mlflowVolumes(loginSecret: string): types.input.core.v1.Volume[] {
  return [
    // What clients upload is whole here before it goes to S3.
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

/** Of all uploads at the same time to one pod. */
export const uploadLimit = "20Gi";
