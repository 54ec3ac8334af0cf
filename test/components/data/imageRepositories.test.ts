import type * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { ImageRepositories } from "../../../components/data/imageRepositories";
import { EncryptionKey } from "../../../components/encryption/encryptionKey";
import { serviceTrust } from "../../../components/iam/policyDocument";
import { Role } from "../../../components/iam/role";
import type { Registration } from "../../../core/graph/registration";
import { all, only, recordComponent } from "../../support/record";

const account = { accountId: "111122223333", region: "us-west-2" };

interface Options {
  readonly repositories?: string[];
  readonly deletionProtection?: boolean;
  readonly use?: (created: ImageRepositories, role: Role) => void;
}

function images({
  repositories = ["trainer", "server"],
  deletionProtection = true,
  use,
}: Options = {}): Promise<Registration[]> {
  return recordComponent(() => {
    const key = new EncryptionKey("key", { account, description: "Data", deletionProtection: false });
    const created = new ImageRepositories("images", {
      account,
      platformName: "mlops-dev",
      repositories,
      key,
      deletionProtection,
    });
    const trust = serviceTrust("pods.eks.amazonaws.com");
    use?.(created, new Role("builder", { account, description: "Builds", trust }));
    return created;
  });
}

function statements(resources: readonly Registration[], name: string): unknown[] {
  return JSON.parse(String(only(resources, "aws:iam/rolePolicy:RolePolicy", name).inputs.policy)).Statement;
}

const arnOf = (name: string) => `arn:aws:ecr:us-west-2:111122223333:repository/mlops-dev/${name}`;
const getAuthorizationToken = {
  Sid: "GetAuthorizationToken",
  Effect: "Allow",
  Action: "ecr:GetAuthorizationToken",
  Resource: "*",
};
const pullActions = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

describe("ImageRepositories", () => {
  it("creates no repository without names", async () => {
    expect(all(await images({ repositories: [] }), "aws:ecr/repository:Repository")).toEqual([]);
  });

  it("has immutable tags, scans on push, and our key", async () => {
    const resources = await images();
    expect(only(resources, "aws:ecr/repository:Repository", "images-trainer").inputs).toEqual({
      name: "mlops-dev/trainer",
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [
        { encryptionType: "KMS", kmsKey: `[unknown:${only(resources, "aws:kms/key:Key").urn}#arn]` },
      ],
      forceDelete: false,
      tags: { Name: "images-trainer" },
    });
  });

  it("deletes only images without a tag", async () => {
    const { inputs } = only(await images(), "aws:ecr/lifecyclePolicy:LifecyclePolicy", "images-trainer-lifecycle");
    expect(inputs.repository).toBe("mlops-dev/trainer");
    expect(inputs.policy).toMatchObject({
      rules: [
        {
          rulePriority: 1,
          selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 },
        },
      ],
    });
  });

  it("is protected by Pulumi, and by ECR while it has images", async () => {
    for (const { inputs, options } of all(await images(), "aws:ecr/repository:Repository")) {
      expect([inputs.forceDelete, options.protect]).toEqual([false, true]);
    }
    for (const { inputs, options } of all(
      await images({ deletionProtection: false }),
      "aws:ecr/repository:Repository",
    )) {
      expect([inputs.forceDelete, options.protect]).toEqual([true, false]);
    }
  });
});

describe("image", () => {
  const names = async (use: (created: ImageRepositories) => pulumi.Output<string>) => {
    let found = "";
    await images({ use: (created) => use(created).apply((name) => (found = name)) });
    return found;
  };
  const registry = "111122223333.dkr.ecr.us-west-2.amazonaws.com/mlops-dev";

  it("has a tag or a digest", async () => {
    expect(await names((created) => created.image("trainer", "1.0.0"))).toBe(`${registry}/trainer:1.0.0`);
    const digest = `sha256:${"2b".repeat(32)}`;
    expect(await names((created) => created.image("trainer", digest))).toBe(`${registry}/trainer@${digest}`);
  });

  it("reports wrong repositories and tags after the program, all at once", async () => {
    const program = images({
      use: (created) => {
        created.image("trianer", "1.0.0");
        created.image("zebra", "1.0 0");
        Reflect.apply(created.image, created, ["trainer"]);
      },
    });
    await expect(program).rejects.toThrow(
      [
        'repositories.image("trianer", "1.0.0") has 1 problem:',
        '  repository = "trianer"\n    must be a repository of mlops:data.repositories\n    fix: did you mean trainer? Otherwise add it to mlops:data.repositories, or use one of trainer, server',
        'repositories.image("zebra", "1.0 0") has 2 problems:',
        '  repository = "zebra"\n    must be a repository of mlops:data.repositories\n    fix: add it to mlops:data.repositories, or use one of trainer, server',
        '  tag = "1.0 0"\n    must be a tag of up to 128 letters, digits and ._-, or a digest: sha256: and 64 hexadecimal digits\n    fix: write the tag of an image that you have pushed: image("trainer", "v1")',
        'repositories.image("trainer") has 1 problem:',
        '  tag\n    is missing\n    fix: write the tag of an image that you have pushed: image("trainer", "v1")',
      ].join("\n\n"),
    );
  });
});

describe("grants of repositories", () => {
  it("to pull allow all repositories, and the registry's token", async () => {
    const resources = await images({ use: (created, role) => created.grantPull(role) });
    expect(statements(resources, "builder-images-pull")).toEqual([
      { Sid: "Pull", Effect: "Allow", Action: pullActions, Resource: [arnOf("trainer"), arnOf("server")] },
      getAuthorizationToken,
    ]);
  });

  it("to push allow one repository, and no deletion of images", async () => {
    const resources = await images({ use: (created, role) => created.grantPush(role, "trainer") });
    expect(statements(resources, "builder-images-push-trainer")).toEqual([
      {
        Sid: "Push",
        Effect: "Allow",
        Action: [
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchGetImage",
          "ecr:CompleteLayerUpload",
          "ecr:GetDownloadUrlForLayer",
          "ecr:InitiateLayerUpload",
          "ecr:PutImage",
          "ecr:UploadLayerPart",
        ],
        Resource: [arnOf("trainer")],
      },
      getAuthorizationToken,
    ]);
  });

  it("allow nothing without repositories", async () => {
    const resources = await images({ repositories: [], use: (created, role) => created.grantPush(role) });
    expect(all(resources, "aws:iam/rolePolicy:RolePolicy")).toEqual([]);
  });

  it("throw for an unknown repository", async () => {
    await expect(images({ use: (created, role) => created.grantPush(role, "trianer") })).rejects.toThrow(
      "images has no repository trianer: it has trainer, server",
    );
  });
});
