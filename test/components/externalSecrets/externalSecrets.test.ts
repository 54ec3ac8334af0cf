import { describe, expect, it } from "vitest";
import { ExternalSecrets, storePolicy } from "../../../components/externalSecrets/externalSecrets";
import { externalSecretsValues } from "../../../components/externalSecrets/values";
import { waitsFor } from "../../support/graph";
import { actionsOf, policiesOf, resourcesOf } from "../../support/policies";
import { all, only, recordComponent } from "../../support/record";
import { serviceContext, there } from "../../support/service";

const account = { accountId: "111122223333", region: "us-west-2" };
const metrics = { serviceMonitors: true };

function externalSecrets() {
  return recordComponent(
    () =>
      new ExternalSecrets(
        "e",
        serviceContext(),
        { monitoringCrds: there, certManager: there },
        { storeRoles: ["mlops-test-team-*", "mlops-test-mlflow-*"] },
      ),
  );
}

describe("ExternalSecrets", () => {
  it("cannot read secrets: it may only assume the roles of stores", async () => {
    const policies = policiesOf(await externalSecrets()).filter(({ property }) => property === "policy");
    const statements = policies.flatMap((policy) => policy.statements);
    expect(statements.flatMap(actionsOf)).toEqual(["sts:AssumeRole", "sts:TagSession"]);
    expect(statements.flatMap(resourcesOf)).toEqual([
      "arn:aws:iam::111122223333:role/mlops-test-team-*",
      "arn:aws:iam::111122223333:role/mlops-test-mlflow-*",
    ]);
  });

  it("starts after its role and its network policies", async () => {
    const resources = await externalSecrets();
    const chart = only(resources, "kubernetes:helm.sh/v3:Release");
    const before = [
      only(resources, "aws:eks/podIdentityAssociation:PodIdentityAssociation"),
      only(resources, "aws:iam/rolePolicy:RolePolicy"),
      ...all(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy"),
    ];
    expect(before.filter((resource) => !waitsFor(resources, chart, resource))).toEqual([]);
  });
});

it("storePolicy rejects a pattern that matches roles outside of the platform", () => {
  expect(() => storePolicy(account, ["*-secrets"])).toThrow(
    'storeRoles must begin with a letter or a digit: "*-secrets" matches roles outside of the platform\n' +
      "  fix: begin with the name of the platform, such as mlops-dev-team-*",
  );
});

describe("externalSecretsValues", () => {
  const values = externalSecretsValues({ serviceAccount: "es", mirror: {}, replicas: 2, metrics });

  it("disable cluster-wide stores and writing to AWS", () => {
    const off = Object.entries({ ...values, ...values.crds }).filter(([, value]) => value === false);
    expect(off.map(([key]) => key).sort()).toEqual([
      "createClusterExternalSecret",
      "createClusterGenerator",
      "createClusterPushSecret",
      "createClusterSecretStore",
      "createPushSecret",
      "processClusterExternalSecret",
      "processClusterGenerator",
      "processClusterPushSecret",
      "processClusterStore",
      "processPushSecret",
    ]);
    expect(values.rbac).toEqual({ serviceAccountTokenCreate: false, aggregateToEdit: false, aggregateToAdmin: false });
  });

  it("enable leader election, and let cert-manager issue the webhook's certificate", () => {
    expect(values.leaderElect).toBe(true);
    expect(values.certController.create).toBe(false);
    expect(values.webhook.certManager).toEqual({
      enabled: true,
      cert: { create: true, issuerRef: { group: "cert-manager.io", kind: "ClusterIssuer", name: "platform-ca" } },
    });
  });

  it("set resources, placement and replicas of both Deployments", () => {
    for (const part of [values, values.webhook]) {
      expect(part).toMatchObject({
        replicaCount: 2,
        podDisruptionBudget: { enabled: true, minAvailable: 1 },
        nodeSelector: { "mlops.platform/pool": "system" },
        image: { repository: "ghcr.io/external-secrets/external-secrets" },
      });
      expect(Object.keys(part.resources)).toEqual(["requests", "limits"]);
    }
    const one = externalSecretsValues({ serviceAccount: "es", mirror: {}, replicas: 1, metrics });
    expect([one, one.webhook].map((part) => part.podDisruptionBudget.enabled)).toEqual([false, false]);
  });

  it("create ServiceMonitors by the setting, regardless of the CRDs in the cluster", () => {
    expect(values.serviceMonitor).toEqual({ enabled: true, renderMode: "alwaysRender" });
  });
});
