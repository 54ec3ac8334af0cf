import { describe, expect, it } from "vitest";
import { EncryptionKey } from "../../../components/encryption/encryptionKey";
import { autoScalingUsesKey, logsUseKey } from "../../../components/encryption/keyPolicy";
import { serviceTrust } from "../../../components/iam/policyDocument";
import { Role } from "../../../components/iam/role";
import type { Registration } from "../../../core/graph/registration";
import { all, only, recordComponent } from "../../support/record";

const account = { accountId: "111122223333", region: "us-west-2" };

function key(deletionProtection = true): Promise<Registration[]> {
  return recordComponent(() => {
    const created = new EncryptionKey("safe", { account, description: "Jewels", deletionProtection });
    const trust = serviceTrust("ec2.amazonaws.com");
    created.grantEncryptDecrypt(new Role("reader", { account, description: "Reads", trust }));
    created.grantVolumes(new Role("driver", { account, description: "Makes volumes", trust }));
    return created;
  });
}

function statements(resources: readonly Registration[], name: string): unknown[] {
  return JSON.parse(String(only(resources, "aws:iam/rolePolicy:RolePolicy", name).inputs.policy)).Statement;
}

describe("EncryptionKey", () => {
  it("is a rotated key with an alias, and the account administers it", async () => {
    const resources = await key();
    const { inputs } = only(resources, "aws:kms/key:Key");
    expect(inputs).toMatchObject({ description: "Jewels", enableKeyRotation: true, deletionWindowInDays: 30 });
    expect(JSON.parse(String(inputs.policy)).Statement).toEqual([
      {
        Sid: "AccountAdministersKey",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:root" },
        Action: "kms:*",
        Resource: "*",
      },
    ]);
    expect(only(resources, "aws:kms/alias:Alias").inputs.name).toBe("alias/safe");
  });

  it.each([true, false])("is protected if configured: %s", async (protect) => {
    expect(only(await key(protect), "aws:kms/key:Key").options.protect).toBe(protect);
  });

  it("grants use of this key only", async () => {
    const resources = await key();
    const arn = `[unknown:${only(resources, "aws:kms/key:Key").urn}#arn]`;
    expect(statements(resources, "reader-safe-use")).toEqual([
      {
        Sid: "UseKey",
        Effect: "Allow",
        Action: expect.arrayContaining(["kms:Decrypt", "kms:GenerateDataKey"]),
        Resource: arn,
      },
    ]);
  });

  it("grants volumes use of the key, and the creation of grants for AWS resources only", async () => {
    const resources = await key();
    const arn = `[unknown:${only(resources, "aws:kms/key:Key").urn}#arn]`;
    expect(statements(resources, "driver-safe-volumes")).toEqual([
      { Sid: "UseKey", Effect: "Allow", Action: expect.any(Array), Resource: arn },
      {
        Sid: "AttachVolumes",
        Effect: "Allow",
        Action: ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"],
        Resource: arn,
        Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    ]);
    expect(all(resources, "aws:iam/rolePolicy:RolePolicy")).toHaveLength(2);
  });
});

describe("key policies", () => {
  it("allow CloudWatch Logs to encrypt the named groups only", () => {
    expect(logsUseKey(account, ["/aws/eks/x/cluster"])).toMatchObject({
      Principal: { Service: "logs.us-west-2.amazonaws.com" },
      Condition: {
        ArnEquals: {
          "kms:EncryptionContext:aws:logs:arn": ["arn:aws:logs:us-west-2:111122223333:log-group:/aws/eks/x/cluster"],
        },
      },
    });
  });

  it("allow Auto Scaling to start encrypted nodes in an account without its service-linked role", () => {
    const role =
      "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
    const [use, attach] = autoScalingUsesKey(account);
    for (const statement of [use, attach]) {
      expect(statement?.Principal).toEqual({ AWS: "*" });
      expect(statement?.Condition).toMatchObject({
        ArnEquals: { "aws:PrincipalArn": role },
        StringEquals: { "kms:CallerAccount": "111122223333" },
      });
    }
    expect(attach?.Condition).toMatchObject({ Bool: { "kms:GrantIsForAWSResource": "true" } });
  });
});
