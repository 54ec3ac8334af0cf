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

/** Label of the server's pods, by which Service, disruption budget and spread know them. */
export const serverLabels = { "app.kubernetes.io/name": "mlflow" } as const;

/** Label that ties the server to the migration that it needs. */
const migrationLabel = "mlops.platform/migration";

/** The image knows no user but root. */
export const mlflowUser = 1000;

export interface ServerArgs extends MlflowSettings {
  readonly image: string;
  readonly serviceAccount: string;
  /** `s3://…`, without a slash at its end. */
  readonly artifacts: pulumi.Input<string>;
  /** Name of the migration's job. Known only once that has run. */
  readonly migration: pulumi.Output<string>;
  /** Change with the secrets that the pods read when they start. */
  readonly fingerprints: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * The server, as many as the autoscaler wants: it alone sets their number.
 *
 * Within one version pods are replaced one after another. Another version wants tables that the present one cannot write
 * to, and MLflow forbids to run both: see `Mlflow`.
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
        // An upload has this long to end.
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
    // Its processes have 270 MiB each: two workers, and the one that minds them.
    resources: {
      requests: { cpu: "500m", memory: "1Gi", "ephemeral-storage": "1Gi" },
      limits: { memory: "2Gi", "ephemeral-storage": uploadLimit },
    },
    startupProbe: { ...health, periodSeconds: 5, failureThreshold: 60 },
    readinessProbe: { ...health, periodSeconds: 10, failureThreshold: 3 },
    // Twice as patient: one that is busy is taken out of service, and not killed.
    livenessProbe: { ...health, periodSeconds: 20, failureThreshold: 6 },
    // As long as it takes until nobody sends new requests.
    lifecycle: { preStop: { sleep: { seconds: 5 } } },
    securityContext: restrictedContainer,
    volumeMounts: mlflowVolumeMounts,
  };
}

/** Clients send artifacts to the server, and it alone has a role for the bucket. */
export function serverArguments(artifacts: pulumi.Input<string>): pulumi.Input<string>[] {
  return [
    "server",
    "--app-name=basic-auth",
    "--host=0.0.0.0",
    `--port=${mlflowPort}`,
    "--workers=2",
    "--serve-artifacts",
    "--artifacts-destination",
    artifacts,
    "--expose-prometheus=/tmp/metrics",
  ];
}
