import { describe, expect, it } from "vitest";
import { ArtifactBucket } from "../../../components/data/artifactBucket";
import { EncryptionKey } from "../../../components/encryption/encryptionKey";
import { presets } from "../../../components/settings/environments";
import { computeSection } from "../../../components/settings/sections/compute";
import { teamsSection } from "../../../components/settings/sections/teams";
import { Teams } from "../../../components/tenancy/teams";
import { UserError } from "../../../core/errors/userError";
import { all, only, recordComponent } from "../../support/record";

const account = { accountId: "111122223333", region: "us-west-2" };
const roleArn = "arn:aws:iam::111122223333:role/vision-engineer";

function teams(written: object, use: (made: Teams) => void = () => undefined) {
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
    const made = new Teams("teams", {
      account,
      platformName: "mlops",
      clusterName: "mlops",
      teams: teamsSection(presets.dev).parse(written),
      pools: computeSection(presets.dev).parse({}).pools,
      network: { serviceCidr: "172.20.0.0/16", controlPlaneCidrs: [] },
      artifacts,
      key,
      secretsControllerRoleArn: "arn:aws:iam::111122223333:role/external-secrets",
      deletionProtection: false,
    });
    use(made);
    return made;
  });
}

describe("Teams", () => {
  it("creates each team with its own quota, owner and members", async () => {
    const roles = [{ arn: roleArn, access: "engineer" }];
    const resources = await teams({ vision: { gpus: 2, owner: "lead@example.com", roles }, speech: {} });
    expect(all(resources, "mlops:index:Team").map(({ name }) => name)).toEqual(["teams-speech", "teams-vision"]);
    const quota = (name: string) => only(resources, "kubernetes:core/v1:ResourceQuota", name).inputs.spec;
    expect(quota("teams-vision-quota")).toMatchObject({ hard: { "requests.nvidia.com/gpu": "2", pods: "50" } });
    expect(quota("teams-speech-quota")).toMatchObject({ hard: { "requests.nvidia.com/gpu": "0" } });
    expect(only(resources, "kubernetes:core/v1:Namespace", "teams-vision").inputs.metadata).toMatchObject({
      annotations: { owner: "lead@example.com" },
    });
    expect(only(resources, "aws:eks/accessEntry:AccessEntry").inputs).toMatchObject({
      principalArn: roleArn,
      kubernetesGroups: ["mlops:team:vision:engineer"],
    });
    // The largest node of the default pool, an m7i.2xlarge.
    const { spec } = only(resources, "kubernetes:core/v1:LimitRange", "teams-speech-limits").inputs;
    expect(spec).toMatchObject({ limits: [{ max: { cpu: "8", memory: "32Gi" } }] });
  });

  it("returns a team by name, and lists all teams in the error for another name", async () => {
    await teams({ vision: {} }, (made) => {
      expect(made.get("vision").team).toBe("vision");
      expect([made.has("vision"), made.has("speech")]).toEqual([true, false]);
      expect(() => made.get("speech")).toThrow(
        new UserError(
          [
            'team "speech" must be a team of stack test, one of: vision',
            '  fix: add the team to mlops:teams in Pulumi.test.yaml, or check platform.hasTeam("speech") first',
          ].join("\n"),
        ),
      );
      expect(() => made.get("Vison")).toThrow('did you mean "vision"? Otherwise add the team');
    });
    expect.assertions(4);
  });
});
