import { describe, expect, it } from "vitest";
import { ApplicationDatabase, type ApplicationDatabaseArgs } from "../../../components/data/applicationDatabase";
import { EncryptionKey } from "../../../components/encryption/encryptionKey";
import type { Registration } from "../../../core/graph/registration";
import { databaseAdministration } from "../../support/databases";
import { waitsFor } from "../../support/graph";
import { all, only, recordComponent } from "../../support/record";
import { leaks } from "../../support/secrets";

const account = { accountId: "111122223333", region: "us-west-2" };
const jobType = "kubernetes:batch/v1:Job";
const secretType = "kubernetes:core/v1:Secret";

function application(changes: Partial<ApplicationDatabaseArgs> = {}): Promise<Registration[]> {
  return recordComponent(() => {
    const key = new EncryptionKey("key", { account, description: "Data", deletionProtection: false });
    return new ApplicationDatabase("app", {
      administration: databaseAdministration(account, key),
      application: "feature_store",
      namespace: "feast",
      ...changes,
    });
  });
}

describe("ApplicationDatabase", () => {
  it("has generated values in Secrets only", async () => {
    expect(leaks(await application())).toEqual([]);
  });

  it("generates a password that needs no escaping anywhere", async () => {
    expect(only(await application(), "random:index/randomPassword:RandomPassword").inputs).toEqual({
      length: 32,
      special: false,
    });
  });

  it("runs the job after its dependencies, and creates the login after the job", async () => {
    const resources = await application();
    const job = only(resources, jobType);
    const before = [
      ...resources.filter(({ name, custom }) => custom && name.startsWith("administration-")),
      only(resources, secretType, "app-verifier"),
      only(resources, "aws:rds/instance:Instance"),
    ];
    expect(before.filter((resource) => !waitsFor(resources, job, resource))).toEqual([]);
    expect(waitsFor(resources, only(resources, secretType, "app-login"), job)).toBe(true);
  });

  it("creates the verifier in the job's namespace, and the login in the application's", async () => {
    const resources = await application();
    const secrets = all(resources, secretType).map(({ inputs }) => [inputs.metadata, Object.keys(inputs.data ?? {})]);
    expect(secrets).toEqual([
      [{ name: "feature-store-database", namespace: "feast" }, ["ca.pem", "host", "password", "port", "username"]],
      [{ name: "feature-store", namespace: "databases" }, ["verifier"]],
    ]);
  });

  it("passes secrets to the job by reference, and verifies the server's certificate", async () => {
    const { spec } = only(await application({ databases: ["features", "registry"] }), jobType).inputs;
    expect(spec).toMatchObject({
      backoffLimit: 5,
      activeDeadlineSeconds: 600,
      template: {
        metadata: {
          annotations: {
            "mlops.platform/fingerprint": expect.stringMatching(/^[0-9a-f]{16}-.*-verifier#metadata\.uid\]$/),
          },
        },
        spec: {
          nodeSelector: { "mlops.platform/pool": "system" },
          tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists", effect: "NoSchedule" }],
          serviceAccountName: "bootstrap",
          automountServiceAccountToken: false,
          restartPolicy: "Never",
          initContainers: [{ name: "master-secret", command: ["/bin/sh", "-ec", expect.any(String)] }],
          containers: [
            {
              name: "psql",
              env: expect.arrayContaining([
                { name: "PGUSER", value: "postgres" },
                { name: "PGSSLMODE", value: "verify-full" },
                { name: "PGSSLROOTCERT", value: "/bootstrap/ca.pem" },
                { name: "APPLICATION_ROLE", value: "feature_store" },
                { name: "APPLICATION_DATABASES", value: '["features","registry"]' },
                {
                  name: "APPLICATION_VERIFIER",
                  valueFrom: { secretKeyRef: { name: "feature-store", key: "verifier" } },
                },
              ]),
            },
          ],
        },
      },
    });
    expect(spec).not.toHaveProperty("ttlSecondsAfterFinished");
  });

  it("rejects names that are in use", async () => {
    await expect(application({ databases: ["postgres"] })).rejects.toThrow(
      'the name of a role or a database, "postgres", must be 1 to 63 lower-case letters, digits and underscores',
    );
  });
});
