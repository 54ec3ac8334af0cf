import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { restrictedContainer, restrictedSystemPod } from "../kubernetes/restrictedPod";
import {
  type MlflowSettings,
  mlflowPort,
  mlflowVolumeMounts,
  mlflowVolumes,
  serverEnvironment,
  uploadLimit,
} from "./configuration";
import { workers } from "./connections";

/** Label of the server's pods: the selector of the Service, the disruption budget and the spread constraints. */
export const serverLabels = { "app.kubernetes.io/name": "mlflow" } as const;

/** Label with the name of the migration Job that the server depends on. */
const migrationLabel = "mlops.platform/migration";

/** User ID. The image has no user other than root. */
export const mlflowUser = 1000;

/** Arguments of `serverDeploymentSpec`. */
export interface ServerArgs extends MlflowSettings {
  /** The platform's MLflow image, with its digest. */
  readonly image: pulumi.Input<string>;
  /** Service account of the pods. EKS Pod Identity gives them access to the artifacts. */
  readonly serviceAccount: string;
  /** URI of the artifacts: `s3://…` without a trailing slash. */
  readonly artifacts: pulumi.Input<string>;
  /** Name of the migration Job. It is known once the Job has run. */
  readonly migration: pulumi.Output<string>;
  /** Texts that change with the secrets that pods read when they start, by name of their annotation. */
  readonly fingerprints: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * Returns the spec of the server's Deployment. It sets no number of replicas: the autoscaler does.
 *
 * Within one version, pods are replaced one after another. A new version changes the tables, and MLflow does not
 * support two versions at the same time: see `Mlflow`.
 */
export function serverDeploymentSpec(args: ServerArgs): types.input.apps.v1.DeploymentSpec {
  const labels = { ...serverLabels, [migrationLabel]: args.migration };
  return {
    selector: { matchLabels: labels },
    strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    template: {
      metadata: {
        labels,
        annotations: Object.fromEntries(
          Object.entries(args.fingerprints).map(([what, value]) => [`mlops.platform/${what}-fingerprint`, value]),
        ),
      },
      spec: {
        ...restrictedSystemPod(mlflowUser),
        serviceAccountName: args.serviceAccount,
        topologySpreadConstraints: ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map((topologyKey) => ({
          topologyKey,
          maxSkew: 1,
          whenUnsatisfiable: "ScheduleAnyway",
          labelSelector: { matchLabels: serverLabels },
        })),
        // Time for running uploads to end.
        terminationGracePeriodSeconds: 60,
        containers: [serverContainer(args)],
        volumes: mlflowVolumes(args.database.loginSecret),
      },
    },
  };
}

function serverContainer(args: ServerArgs): types.input.core.v1.Container {
  const health = { httpGet: { path: "/health", port: "http" }, timeoutSeconds: 5 };
  return {
    name: "mlflow",
    image: args.image,
    command: ["mlflow"],
    args: serverArguments(args.artifacts),
    env: serverEnvironment(args),
    ports: [{ name: "http", containerPort: mlflowPort }],
    // Three processes of 270 MiB each: two workers and their supervisor.
    resources: {
      requests: { cpu: "500m", memory: "1Gi", "ephemeral-storage": "1Gi" },
      limits: { memory: "2Gi", "ephemeral-storage": uploadLimit },
    },
    startupProbe: { ...health, periodSeconds: 5, failureThreshold: 60 },
    readinessProbe: { ...health, periodSeconds: 10, failureThreshold: 3 },
    // Fails later than the readiness probe: a busy pod first stops getting requests, and is restarted only after two
    // minutes.
    livenessProbe: { ...health, periodSeconds: 20, failureThreshold: 6 },
    // Seconds until clients no longer send new requests to this pod.
    lifecycle: { preStop: { sleep: { seconds: 5 } } },
    securityContext: restrictedContainer,
    volumeMounts: mlflowVolumeMounts,
  };
}

/** Clients send artifacts to the server. Only the server has a role for the bucket. */
export function serverArguments(artifacts: pulumi.Input<string>): pulumi.Input<string>[] {
  return [
    "server",
    "--app-name=basic-auth",
    "--host=0.0.0.0",
    `--port=${mlflowPort}`,
    `--workers=${workers}`,
    "--serve-artifacts",
    "--artifacts-destination",
    artifacts,
    "--expose-prometheus=/tmp/metrics",
  ];
}
