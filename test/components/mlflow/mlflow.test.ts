import { describe, expect, it } from "vitest";
import { ArtifactBucket } from "../../../components/data/artifactBucket";
import { EncryptionKey } from "../../../components/encryption/encryptionKey";
import { Mlflow, type MlflowArgs } from "../../../components/mlflow/mlflow";
import type { ServiceContext } from "../../../components/service";
import type { Registration } from "../../../core/graph/registration";
import { databaseAdministration } from "../../support/databases";
import { waitsFor } from "../../support/graph";
import { policiesOf, resourcesOf } from "../../support/policies";
import { only, recordComponent } from "../../support/record";
import { leaks } from "../../support/secrets";
import { serviceContext, there } from "../../support/service";

const account = { accountId: "111122223333", region: "us-west-2" };
const deploymentType = "kubernetes:apps/v1:Deployment";
const jobType = "kubernetes:batch/v1:Job";

function mlflow(changes: Partial<MlflowArgs> = {}, context: Partial<ServiceContext> = {}): Promise<Registration[]> {
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
    return new Mlflow("m", serviceContext(context), { monitoringCrds: there, databases }, { artifacts, ...changes });
  });
}

describe("Mlflow", () => {
  it("has generated values in Secrets only", async () => {
    expect(leaks(await mlflow({ hosts: ["mlflow.example"] }))).toEqual([]);
  });

  it("migrates after the databases exist, and starts the server after the migration", async () => {
    const resources = await mlflow();
    const migration = only(resources, jobType, "m-migration");
    const server = only(resources, deploymentType);
    expect(waitsFor(resources, migration, only(resources, jobType, "m-database-bootstrap"))).toBe(true);
    expect(waitsFor(resources, migration, only(resources, "kubernetes:core/v1:Secret", "m-database-login"))).toBe(true);
    const before = [
      migration,
      only(resources, "aws:eks/podIdentityAssociation:PodIdentityAssociation", "m-identity-association"),
      only(resources, "aws:iam/rolePolicy:RolePolicy", "m-identity-role-bucket-write-mlflow"),
      only(resources, "kubernetes:core/v1:Secret", "m-secrets-settings"),
    ];
    expect(before.filter((resource) => !waitsFor(resources, server, resource))).toEqual([]);
  });

  /** The engine first deletes dependents with an immutable selector that contains the name of the replaced Job. */
  it("is deleted before its migration runs again", async () => {
    const resources = await mlflow();
    const server = only(resources, deploymentType);
    const migration = only(resources, jobType, "m-migration");
    expect(server.propertyDependencies.spec).toContain(migration.urn);
    expect(server.inputs.spec).toMatchObject({
      selector: {
        matchLabels: { "app.kubernetes.io/name": "mlflow", "mlops.platform/migration": "mlflow-migration" },
      },
    });
  });

  it("runs the migration again for another version, but not for another host name", async () => {
    const spec = async (changes: Partial<MlflowArgs>, context: Partial<ServiceContext> = {}) =>
      only(await mlflow(changes, context), jobType, "m-migration").inputs.spec;
    const before = await spec({});
    expect(await spec({ hosts: ["mlflow.example"] }, { replicas: 1 })).toEqual(before);
    expect(await spec({}, { mirror: { images: "registry.example" } })).not.toEqual(before);
  });

  it("creates the Service after the server, because Pulumi waits for its pods for a limited time", async () => {
    const resources = await mlflow();
    const service = only(resources, "kubernetes:core/v1:Service");
    expect(waitsFor(resources, service, only(resources, deploymentType))).toBe(true);
  });

  it("sets no replicas, because the autoscaler does", async () => {
    const resources = await mlflow();
    expect(only(resources, deploymentType).inputs.spec).not.toHaveProperty("replicas");
    expect(only(resources, "kubernetes:autoscaling/v2:HorizontalPodAutoscaler").inputs.spec).toMatchObject({
      scaleTargetRef: { kind: "Deployment", name: "mlflow" },
      minReplicas: 2,
      maxReplicas: 6,
    });
  });

  it("grants access to its own part of the bucket only", async () => {
    const policies = policiesOf(await mlflow());
    const [policy] = policies.filter(({ resource }) => resource.name === "m-identity-role-bucket-write-mlflow");
    const write = policy?.statements.filter(({ Sid }) => Sid === "ReadWrite") ?? [];
    expect(write.flatMap(resourcesOf)).toEqual(["arn:aws:s3:::mlops-111122223333-us-west-2-artifacts/mlflow/*"]);
  });

  it("has the administrator's login in a Secret of its namespace", async () => {
    const { metadata, type, data } = only(await mlflow(), "kubernetes:core/v1:Secret", "m-secrets-admin").inputs;
    expect({ metadata, type, keys: Object.keys(data ?? {}) }).toEqual({
      metadata: { name: "mlflow-admin", namespace: "mlflow" },
      type: "kubernetes.io/basic-auth",
      keys: ["password", "username"],
    });
  });
});
