import { describe, expect, it } from "vitest";
import { bootstrapSql } from "../../../../components/data/bootstrap/bootstrapSql";
import { certificateAuthority } from "../../../../components/data/bootstrap/certificateAuthority";
import { EncryptionKey } from "../../../../components/encryption/encryptionKey";
import type { Registration } from "../../../../core/graph/registration";
import { databaseAdministration } from "../../../support/databases";
import { policiesOf } from "../../../support/policies";
import { only, recordComponent } from "../../../support/record";

const account = { accountId: "111122223333", region: "us-west-2" };

async function administration(): Promise<Registration[]> {
  const resources = await recordComponent(() =>
    databaseAdministration(
      account,
      new EncryptionKey("key", { account, description: "Data", deletionProtection: false }),
    ),
  );
  return resources.filter(({ name }) => name.startsWith("administration"));
}

describe("DatabaseAdministration", () => {
  it("grants one service account in its own namespace access to the master user's secret only", async () => {
    const resources = await administration();
    expect(only(resources, "aws:eks/podIdentityAssociation:PodIdentityAssociation").inputs).toMatchObject({
      namespace: "databases",
      serviceAccount: "bootstrap",
    });
    const [policy, ...more] = policiesOf(resources).filter(({ property }) => property === "policy");
    expect(policy?.statements.map(({ Sid }) => Sid)).toEqual(["ReadMasterSecret", "UseKey"]);
    expect(more).toEqual([]);
    const namespace = only(resources, "kubernetes:core/v1:Namespace").inputs;
    expect(namespace).toMatchObject({
      metadata: { name: "databases", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
    });
  });

  it("mounts the script and the region's certificate authorities", async () => {
    expect(only(await administration(), "kubernetes:core/v1:ConfigMap").inputs.data).toEqual({
      "bootstrap.sql": bootstrapSql(),
      "ca.pem": certificateAuthority("us-west-2"),
    });
  });

  it("allows no ingress, and egress to the database, AWS and DNS only", async () => {
    expect(
      only(await administration(), "kubernetes:networking.k8s.io/v1:NetworkPolicy", "administration-network").inputs
        .spec,
    ).toEqual({
      podSelector: {},
      policyTypes: ["Ingress", "Egress"],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
              podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
            },
          ],
          ports: [
            { protocol: "UDP", port: 53 },
            { protocol: "TCP", port: 53 },
          ],
        },
        { to: [{ ipBlock: { cidr: "169.254.170.23/32" } }], ports: [{ protocol: "TCP", port: 80 }] },
        {
          ports: [
            { protocol: "TCP", port: 5432 },
            { protocol: "TCP", port: 443 },
          ],
        },
      ],
    });
  });
});
