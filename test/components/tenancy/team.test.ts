import { beforeAll, describe, expect, it } from "vitest";
import { ArtifactBucket } from "../../../components/data/artifactBucket";
import { EncryptionKey } from "../../../components/encryption/encryptionKey";
import { Team, type TeamArgs } from "../../../components/tenancy/team";
import type { Registration } from "../../../core/graph/registration";
import { waitsFor } from "../../support/graph";
import { policiesOf } from "../../support/policies";
import { all, only, recordComponent } from "../../support/record";

const account = { accountId: "111122223333", region: "us-west-2" };
const engineerRoleArn = "arn:aws:iam::111122223333:role/vision-engineer";
const viewerRoleArn = "arn:aws:iam::111122223333:role/people/vision-viewer";

function team(changes: Partial<TeamArgs> = {}): Promise<Registration[]> {
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
    return new Team("t", {
      account,
      platformName: "mlops",
      clusterName: "mlops",
      team: "vision",
      members: [
        { arn: engineerRoleArn, access: "engineer" },
        { arn: viewerRoleArn, access: "viewer" },
      ],
      quota: { vcpus: 16, memoryGibibytes: 64, storageGibibytes: 200, pods: 50, gpus: 2, neuronDevices: 0 },
      largestNode: { vcpus: 8, memoryMebibytes: 32_768 },
      network: { serviceCidr: "172.20.0.0/16", controlPlaneCidrs: ["10.20.160.0/22"] },
      artifacts,
      key,
      secretsControllerRoleArn: "arn:aws:iam::111122223333:role/external-secrets",
      deletionProtection: false,
      ...changes,
    });
  });
}

const namespaceType = "kubernetes:core/v1:Namespace";

describe("Team", () => {
  let resources: Registration[] = [];

  beforeAll(async () => {
    resources = await team();
  });

  /** Statements of the one policy of a name. */
  function statements(name: string) {
    return policiesOf(resources).find(({ resource }) => resource.name === name)?.statements;
  }

  it("has a restricted namespace with the team's labels and without sidecars", async () => {
    const { inputs, options } = only(resources, namespaceType);
    expect(inputs.metadata).toEqual({
      name: "vision",
      labels: {
        "mlops.platform/team": "vision",
        "istio-injection": "disabled",
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/warn": "restricted",
        "pod-security.kubernetes.io/audit": "restricted",
      },
      annotations: { owner: "vision", "mlops.platform/accelerator-ceiling": "2" },
    });
    expect(options.protect).toBe(false);
    const kept = only(await team({ owner: "lead@example.com", deletionProtection: true }), namespaceType);
    expect(kept.inputs.metadata).toMatchObject({ annotations: { owner: "lead@example.com" } });
    expect(kept.options.protect).toBe(true);
  });

  it("creates all objects after their namespace", () => {
    const namespace = only(resources, namespaceType);
    const inside = resources.filter((one) => one.type.startsWith("kubernetes:") && one !== namespace);
    expect(inside).not.toEqual([]);
    for (const one of inside) {
      expect([one.name, waitsFor(resources, one, namespace)]).toEqual([one.name, true]);
      expect([one.name, one.inputs.metadata]).toEqual([one.name, expect.objectContaining({ namespace: "vision" })]);
    }
  });

  it("maps IAM roles of people to groups, and binds its Roles to the groups", () => {
    const entries = all(resources, "aws:eks/accessEntry:AccessEntry").map(({ inputs }) => inputs);
    expect(entries.map(({ principalArn, kubernetesGroups, type }) => [principalArn, kubernetesGroups, type])).toEqual([
      [viewerRoleArn, ["mlops:team:vision:viewer"], "STANDARD"],
      [engineerRoleArn, ["mlops:team:vision:engineer"], "STANDARD"],
    ]);
    const binding = only(resources, "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding", "t-access-engineer-binding");
    expect(binding.inputs).toMatchObject({
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "team-engineer" },
      subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "mlops:team:vision:engineer" }],
    });
  });

  it("grants training write access and serving read access to the team's part of the bucket, including the key", () => {
    const bucket = "arn:aws:s3:::mlops-111122223333-us-west-2-artifacts";
    const training = statements("t-training-role-bucket-write-teams.vision");
    const serving = statements("t-serving-role-bucket-read-teams.vision");
    expect(training?.map(({ Sid }) => Sid)).toEqual(["List", "GetBucketLocation", "ReadWrite", "UseKey"]);
    expect(training?.[2]?.Resource).toBe(`${bucket}/teams/vision/*`);
    expect(serving?.map(({ Sid }) => Sid)).toEqual(["List", "GetBucketLocation", "Read", "UseKey"]);
    expect(serving?.[2]).toMatchObject({ Action: "s3:GetObject", Resource: `${bucket}/teams/vision/*` });
  });

  it("lets serving add to prediction logs, and not read them", () => {
    const logs = "arn:aws:s3:::mlops-111122223333-us-west-2-artifacts/teams/vision/predictions/*";
    const serving = statements("t-serving-role-bucket-add-teams.vision.predictions");
    expect(serving?.map(({ Sid, Effect }) => [Sid, Effect])).toEqual([
      ["Add", "Allow"],
      ["Tag", "Allow"],
      ["UseKey", "Allow"],
      ["DenyReadAndDelete", "Deny"],
    ]);
    expect(serving?.[0]).toMatchObject({ Action: "s3:PutObject", Resource: logs });
    expect(serving?.[3]).toMatchObject({ Action: ["s3:DeleteObject", "s3:GetObject"], Resource: logs });
  });

  it("gives no pod a token for the Kubernetes API that does not ask for it", () => {
    const accounts = all(resources, "kubernetes:core/v1:ServiceAccount").map(({ inputs }) => inputs);
    expect(accounts).toMatchObject([
      { metadata: { name: "serving" }, automountServiceAccountToken: false },
      { metadata: { name: "training" }, automountServiceAccountToken: false },
      { metadata: { name: "readiness" }, automountServiceAccountToken: false },
    ]);
  });

  it("grants the secret store's role access to the team's secrets only", () => {
    const secrets = "arn:aws:secretsmanager:us-west-2:111122223333:secret:/mlops/teams/vision/*";
    expect(statements("t-secrets-role")).toEqual([
      {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:role/external-secrets" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
      },
    ]);
    expect(statements("t-secrets-role-read")).toMatchObject([
      { Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"], Resource: secrets },
      {
        Action: ["kms:Decrypt"],
        Condition: {
          StringEquals: { "kms:ViaService": "secretsmanager.us-west-2.amazonaws.com" },
          StringLike: { "kms:EncryptionContext:SecretARN": secrets },
        },
      },
    ]);
    const store = only(resources, "kubernetes:external-secrets.io/v1:SecretStore");
    expect(store.inputs).toMatchObject({
      metadata: { name: "team" },
      spec: {
        provider: {
          aws: {
            service: "SecretsManager",
            region: "us-west-2",
            role: "arn:aws:iam::111122223333:role/t-secrets-role",
          },
        },
      },
    });
    const read = only(resources, "aws:iam/rolePolicy:RolePolicy", "t-secrets-role-read");
    expect(waitsFor(resources, store, read)).toBe(true);
  });
});
