import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { ArtifactBucket } from "../../../components/data/artifactBucket";
import { EncryptionKey } from "../../../components/encryption/encryptionKey";
import { loginsJobSpec, loginsScript } from "../../../components/mlflow/loginsJob";
import { Mlflow } from "../../../components/mlflow/mlflow";
import { MlflowLogins, mlflowLoginSecret } from "../../../components/mlflow/mlflowLogins";
import { loginsNetworkPolicySpec } from "../../../components/mlflow/objects";
import { serverLabels } from "../../../components/mlflow/server";
import { isReservedName } from "../../../components/tenancy/teamNames";
import type { Registration } from "../../../core/graph/registration";
import { isJsonObject } from "../../../core/json/json";
import { databaseAdministration } from "../../support/databases";
import { waitsFor } from "../../support/graph";
import { only, recordComponent } from "../../support/record";
import { leaks } from "../../support/secrets";
import { serviceContext, there } from "../../support/service";

const account = { accountId: "111122223333", region: "us-west-2" };
const secretType = "kubernetes:core/v1:Secret";
const jobType = "kubernetes:batch/v1:Job";

/** MLflow, and the component under test. */
function logins(
  teams: readonly string[],
  use: (made: MlflowLogins) => void = () => undefined,
  ready?: () => pulumi.Resource[],
): Promise<Registration[]> {
  return recordComponent(() => {
    const key = new EncryptionKey("key", { account, description: "Data", deletionProtection: false });
    const artifacts = new ArtifactBucket("bucket", {
      account,
      platformName: "mlops",
      purpose: "artifacts",
      key,
      noncurrentVersionDays: 7,
      intelligentTiering: false,
      deletionProtection: false,
    });
    const databases = databaseAdministration(account, key);
    const mlflow = new Mlflow(
      "m",
      serviceContext({ replicas: 1 }),
      { monitoringCrds: there, databases },
      { artifacts },
    );
    const named = teams.map((team) => ({ team, namespace: team, ...(ready && { ready: ready() }) }));
    const made = new MlflowLogins("l", { mlflow, teams: named, mirror: {} });
    use(made);
    return made;
  });
}

async function jobFingerprint(teams: readonly string[]): Promise<unknown> {
  const { spec } = only(await logins(teams), jobType, "l-job").inputs;
  return JSON.stringify(spec).match(/"mlops.platform\/fingerprint":"([^"]+)"/)?.[1];
}

describe("MlflowLogins", () => {
  it("creates a Secret in each team's namespace with the variables of MLflow's clients", async () => {
    const login = only(await logins(["ads", "fraud"]), secretType, "l-fraud-login");
    expect(login.inputs.metadata).toEqual({ name: mlflowLoginSecret, namespace: "fraud" });
    expect(Object.keys(isJsonObject(login.inputs.data) ? login.inputs.data : {}).sort()).toEqual([
      "MLFLOW_TRACKING_PASSWORD",
      "MLFLOW_TRACKING_URI",
      "MLFLOW_TRACKING_USERNAME",
    ]);
  });

  it("keeps passwords in Secrets", async () => {
    expect(leaks(await logins(["ads", "fraud"]))).toEqual([]);
  });

  it("creates users after the server is ready and the job has its network policy, and logins after the users", async () => {
    const resources = await logins(["fraud"]);
    const job = only(resources, jobType, "l-job");
    const before = [
      only(resources, "kubernetes:apps/v1:Deployment", "m-server"),
      only(resources, "kubernetes:core/v1:Service", "m-service"),
      only(resources, "kubernetes:core/v1:ConfigMap", "l-script"),
      only(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy", "l-network"),
      only(resources, secretType, "l-passwords"),
      only(resources, secretType, "m-secrets-admin"),
    ];
    expect(before.filter((resource) => !waitsFor(resources, job, resource))).toEqual([]);
    expect(waitsFor(resources, only(resources, secretType, "l-fraud-login"), job)).toBe(true);
  });

  it("creates a team's login after everything else that its workloads need", async () => {
    const quota = () => [new k8s.core.v1.ResourceQuota("quota", { spec: { hard: { pods: "50" } } })];
    const resources = await logins(["fraud"], () => undefined, quota);
    const login = only(resources, secretType, "l-fraud-login");
    expect(waitsFor(resources, login, only(resources, "kubernetes:core/v1:ResourceQuota"))).toBe(true);
  });

  it("returns a team's login, and throws for an unknown team", async () => {
    await logins(["ads"], (made) => {
      expect(pulumi.Resource.isInstance(made.login("ads"))).toBe(true);
      expect(() => made.login("fraud")).toThrow("teams of MlflowLogins must include fraud");
    });
    expect.assertions(2);
  });

  it("runs again after a change of the passwords, and also without teams, to lock the last team's user", async () => {
    for (const teams of [["ads", "fraud"], []]) {
      const resources = await logins(teams);
      const secret = only(resources, "kubernetes:core/v1:Secret", "l-passwords");
      expect(await jobFingerprint(teams)).toMatch(
        new RegExp(`^[0-9a-f]{16}-\\[unknown:.*::${secret.name}#metadata\\.uid\\]-`),
      );
    }
  });

  it("prefixes the names of users, so that no team has the administrator's name", () => {
    expect(isReservedName("mlops-team-fraud")).toBe(true);
  });
});

describe("the job of MLflow's logins", () => {
  const spec = loginsJobSpec({ image: "mlflow:1", fingerprint: "one" });

  it("runs restricted on the system nodes, without an IAM role, and mounts passwords as files only", () => {
    expect(spec).toEqual({
      backoffLimit: 5,
      activeDeadlineSeconds: 600,
      podFailurePolicy: {
        rules: [{ action: "FailJob", onExitCodes: { containerName: "logins", operator: "In", values: [3] } }],
      },
      template: {
        metadata: {
          labels: { "mlops.platform/mlflow-logins": "true" },
          annotations: { "mlops.platform/fingerprint": "one" },
        },
        spec: {
          nodeSelector: { "mlops.platform/pool": "system" },
          tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists", effect: "NoSchedule" }],
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 1000,
            runAsGroup: 1000,
            fsGroup: 1000,
            seccompProfile: { type: "RuntimeDefault" },
          },
          restartPolicy: "Never",
          containers: [
            {
              name: "logins",
              image: "mlflow:1",
              command: ["python", "/script/logins.py"],
              env: [
                { name: "MLFLOW_TRACKING_URI", value: "http://mlflow.mlflow.svc.cluster.local:5000" },
                { name: "USER_PREFIX", value: "mlops-team-" },
                { name: "ADMINISTRATOR", value: "/administrator" },
                { name: "LOGINS", value: "/logins" },
              ],
              resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "128Mi" } },
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ["ALL"] },
              },
              terminationMessagePolicy: "FallbackToLogsOnError",
              volumeMounts: [
                { name: "script", mountPath: "/script", readOnly: true },
                { name: "logins", mountPath: "/logins", readOnly: true },
                { name: "administrator", mountPath: "/administrator", readOnly: true },
              ],
            },
          ],
          volumes: [
            { name: "script", configMap: { name: "mlflow-logins" } },
            { name: "logins", secret: { secretName: "mlflow-logins" } },
            { name: "administrator", secret: { secretName: "mlflow-admin" } },
          ],
        },
      },
    });
  });

  it("may connect to the server and DNS only, and accepts no connections", () => {
    const policy = loginsNetworkPolicySpec();
    expect(policy).toMatchObject({
      podSelector: { matchExpressions: [{ key: "mlops.platform/mlflow-logins", operator: "Exists" }] },
      policyTypes: ["Ingress", "Egress"],
      egress: [
        { to: [{ podSelector: { matchLabels: { "k8s-app": "kube-dns" } } }] },
        { to: [{ podSelector: { matchLabels: serverLabels } }], ports: [{ protocol: "TCP", port: 5000 }] },
      ],
    });
    expect(policy).not.toHaveProperty("ingress");
    expect(policy.egress).toHaveLength(2);
  });

  it("does not retry after the script's status for permanent errors", () => {
    expect(loginsScript).toContain("\nHOPELESS = 3\n");
  });
});
