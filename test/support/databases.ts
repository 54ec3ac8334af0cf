import { DatabaseAdministration } from "../../components/data/bootstrap/databaseAdministration";
import { Database } from "../../components/data/database";
import type { EncryptionKey } from "../../components/encryption/encryptionKey";
import type { AwsAccount } from "../../core/aws/account";
import { serviceContext } from "./service";

/**
 * Creates a database server, `server`, and its administration, `administration`, for tests of components that use them.
 */
export function databaseAdministration(account: AwsAccount, key: EncryptionKey): DatabaseAdministration {
  const database = new Database("server", {
    account,
    vpcId: "vpc-1",
    subnetIds: ["subnet-a", "subnet-b"],
    clients: { cluster: { referencedSecurityGroupId: "sg-nodes" } },
    key,
    logs: { encryptionKeyArn: "arn:aws:kms:us-west-2:111122223333:key/logs", retentionDays: 30 },
    instanceClass: "db.t4g.medium",
    storageGibibytes: 20,
    maximumStorageGibibytes: 100,
    multiAz: false,
    backupRetentionDays: 1,
    disposable: true,
    deletionProtection: false,
  });
  return new DatabaseAdministration("administration", serviceContext({ account }), { database });
}
