import { output } from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { allowedHosts, basicAuthSettings, serverEnvironment } from "../../../components/mlflow/configuration";
import { connectionsPerPod } from "../../../components/mlflow/connections";
import { migrationJobSpec } from "../../../components/mlflow/migration";
import {
  autoscalerSpec,
  disruptionBudgetSpec,
  networkPolicySpec,
  serviceMonitorSpec,
  serviceSpec,
} from "../../../components/mlflow/objects";
import { serverArguments, serverDeploymentSpec } from "../../../components/mlflow/server";

const settings = {
  database: { host: "db.example", port: 5432, role: "mlflow", loginSecret: "mlflow-database" },
  region: "us-west-2",
  hosts: ["mlflow.example"],
};

const server = serverDeploymentSpec({
  ...settings,
  image: "mlflow:1",
  serviceAccount: "mlflow",
  artifacts: "s3://bucket/mlflow",
  migration: output("mlflow-migration"),
  fingerprints: { database: "one", settings: "two" },
});

const restricted = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};

describe("the server of MLflow", () => {
  it("enables users, proxied artifacts and metrics", () => {
    expect(serverArguments("s3://bucket/mlflow")).toEqual([
      "server",
      "--app-name=basic-auth",
      "--host=0.0.0.0",
      "--port=5000",
      "--workers=2",
      "--serve-artifacts",
      "--artifacts-destination",
      "s3://bucket/mlflow",
      "--expose-prometheus=/tmp/metrics",
    ]);
  });

  it("accepts the host names of its Service, of port forwarding, of the gateway and of Prometheus", () => {
    expect(allowedHosts(["mlflow.example"]).split(",")).toEqual([
      "mlflow:5000",
      "mlflow.mlflow:5000",
      "mlflow.mlflow.svc:5000",
      "mlflow.mlflow.svc.cluster.local:5000",
      "localhost:5000",
      "127.0.0.1:5000",
      "$(POD_IP):5000",
      "mlflow.example",
    ]);
  });

  it("has no password in a URI, and defines variables before it uses them", () => {
    const environment = serverEnvironment(settings);
    const value = (name: string) => environment.find((variable) => variable.name === name)?.value;
    expect(value("MLFLOW_BACKEND_STORE_URI")).toBe("postgresql+psycopg2://mlflow@$(PGHOST):5432/mlflow");
    expect(value("MLFLOW_SERVER_CORS_ALLOWED_ORIGINS")).toBe("https://mlflow.example");
    // botocore reads the default region only. Presigned URLs of the style "auto" have the global host.
    expect(value("AWS_REGION")).toBe("us-west-2");
    expect(value("AWS_DEFAULT_REGION")).toBe("us-west-2");
    expect(value("MLFLOW_BOTO_CLIENT_ADDRESSING_STYLE")).toBe("virtual");
    // Two workers with three stores: 48 connections, which the settings check.
    expect(value("MLFLOW_SQLALCHEMYSTORE_POOL_SIZE")).toBe("5");
    expect(value("MLFLOW_SQLALCHEMYSTORE_MAX_OVERFLOW")).toBe("3");
    expect(connectionsPerPod()).toBe(2 * 3 * (5 + 3));
    const names = environment.map(({ name }) => name);
    expect(names.indexOf("PGHOST")).toBeLessThan(names.indexOf("MLFLOW_BACKEND_STORE_URI"));
    expect(names.indexOf("POD_IP")).toBeLessThan(names.indexOf("MLFLOW_SERVER_ALLOWED_HOSTS"));
    expect(serverEnvironment({ ...settings, hosts: [] }).map(({ name }) => name)).not.toContain(
      "MLFLOW_SERVER_CORS_ALLOWED_ORIGINS",
    );
  });

  it("writes these settings for users", () => {
    expect(basicAuthSettings("db.example", 5432, "secret")).toBe(
      "[mlflow]\ndefault_permission = NO_PERMISSIONS\n" +
        "database_uri = postgresql+psycopg2://mlflow@db.example:5432/mlflow_auth\n" +
        "admin_username = admin\nadmin_password = secret\n" +
        "authorization_function = mlflow.server.auth:authenticate_request_basic_auth\n",
    );
  });

  it("runs restricted and spread on the system nodes, and restarts when its secrets change", () => {
    expect(server).toMatchObject({
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: {
        metadata: {
          annotations: {
            "mlops.platform/database-fingerprint": "one",
            "mlops.platform/settings-fingerprint": "two",
          },
        },
        spec: {
          nodeSelector: { "mlops.platform/pool": "system" },
          tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists", effect: "NoSchedule" }],
          automountServiceAccountToken: false,
          securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } },
          topologySpreadConstraints: [
            { topologyKey: "topology.kubernetes.io/zone" },
            { topologyKey: "kubernetes.io/hostname" },
          ],
          containers: [
            {
              image: "mlflow:1",
              resources: { requests: { cpu: "500m", memory: "1Gi" }, limits: { memory: "2Gi" } },
              startupProbe: { httpGet: { path: "/health", port: "http" }, periodSeconds: 5, failureThreshold: 60 },
              readinessProbe: { httpGet: { path: "/health", port: "http" } },
              livenessProbe: { httpGet: { path: "/health", port: "http" } },
              securityContext: restricted,
              volumeMounts: [
                { name: "tmp", mountPath: "/tmp" },
                { name: "settings", mountPath: "/etc/mlflow", readOnly: true },
                { name: "authority", mountPath: "/etc/mlflow-database", readOnly: true },
              ],
            },
          ],
        },
      },
    });
  });
});

describe("the migration of MLflow", () => {
  it("is restricted, and is not selected by the server's Service", () => {
    const spec = migrationJobSpec({ ...settings, image: "mlflow:1", serviceAccount: "mlflow", fingerprint: "two" });
    expect(spec).toMatchObject({
      backoffLimit: 2,
      activeDeadlineSeconds: 3600,
      template: {
        metadata: { annotations: { "mlops.platform/fingerprint": "two" } },
        spec: {
          restartPolicy: "Never",
          automountServiceAccountToken: false,
          containers: [{ image: "mlflow:1", securityContext: restricted }],
        },
      },
    });
    expect(spec).not.toHaveProperty("template.metadata.labels");
  });
});

describe("the objects around MLflow", () => {
  it("select the server's pods by one label", () => {
    const labels = { "app.kubernetes.io/name": "mlflow" };
    expect(serviceSpec().selector).toEqual(labels);
    expect(disruptionBudgetSpec()).toEqual({ maxUnavailable: 1, selector: { matchLabels: labels } });
    expect(serviceMonitorSpec().selector).toEqual({ matchLabels: labels });
    expect(server.template).toMatchObject({ metadata: { labels } });
  });

  it("scale on CPU from the environment's replicas to three times as many", () => {
    expect(autoscalerSpec("mlflow", 1)).toMatchObject({
      minReplicas: 1,
      maxReplicas: 3,
      metrics: [
        { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } },
      ],
    });
  });

  it("scrape metrics with the administrator's login", () => {
    expect(serviceMonitorSpec().endpoints).toEqual([
      {
        port: "http",
        path: "/metrics",
        interval: "30s",
        basicAuth: {
          username: { name: "mlflow-admin", key: "username" },
          password: { name: "mlflow-admin", key: "password" },
        },
      },
    ]);
  });

  it("allow ingress from teams and the platform to one port", () => {
    expect(networkPolicySpec(5432)).toMatchObject({
      podSelector: { matchExpressions: [{ key: "mlops.platform/mlflow-logins", operator: "DoesNotExist" }] },
      policyTypes: ["Ingress", "Egress"],
      ingress: [
        {
          from: [
            { namespaceSelector: { matchExpressions: [{ key: "mlops.platform/team", operator: "Exists" }] } },
            { namespaceSelector: { matchExpressions: [{ key: "mlops.platform/part-of", operator: "Exists" }] } },
          ],
          ports: [{ protocol: "TCP", port: 5000 }],
        },
      ],
    });
  });
});
