import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, regionalArn, registryHost } from "../../core/aws/account";
import { Component } from "../component";
import type { EncryptionKey } from "../encryption/encryptionKey";
import type { PolicyStatement } from "../iam/policyDocument";
import type { Grantee } from "../iam/role";

const pullActions = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
const pushActions = ["ecr:CompleteLayerUpload", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"];

export interface ImageRepositoriesArgs {
  readonly account: AwsAccount;
  /** Name of the platform: the repository `trainer` is `<platform>/trainer`. */
  readonly platformName: string;
  readonly repositories: readonly string[];
  readonly key: EncryptionKey;
  /** Days after which an image without a tag is deleted. @default 14 */
  readonly untaggedDays?: number;
  /** Whether deletion is refused, by Pulumi, and by AWS while any image is in the repository. */
  readonly deletionProtection: boolean;
}

/**
 * ECR repositories of the platform's and teams' images: encrypted under a key of ours, scanned as they come in, with
 * tags that never mean another image later.
 *
 * ECR uses the key by grants that `pulumi up` makes with its role's permissions on the key: the key's policy needs
 * nothing for ECR, and neither does whoever pulls or pushes. Nodes pull every image of the account as they are.
 *
 * ### Cost
 * 0.10 USD for each GB and month (us-east-1).
 */
export class ImageRepositories extends Component {
  /** Addresses by name, to which `:tag` or `@digest` is added. */
  readonly urls: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(
    name: string,
    private readonly args: ImageRepositoriesArgs,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    super("mlops:index:ImageRepositories", name, opts);

    this.urls = Object.fromEntries(
      args.repositories.map((repository) => {
        const created = this.createRepository(repository);
        this.createLifecycle(repository, created);
        // Of the name, which is known before the repository is there: so that an image can be judged in a plan.
        return [repository, created.name.apply((known) => `${registryHost(args.account)}/${known}`)];
      }),
    );

    this.registerOutputs({ urls: this.urls });
  }

  /**
   * An image of one of the repositories, as pods are to pull it.
   *
   * @throws Error where there is no such repository.
   */
  image(repository: string, tag: string): pulumi.Output<string> {
    const url = this.urls[repository];
    if (url) return pulumi.interpolate`${url}:${tag}`;
    const known = Object.keys(this.urls).join(", ") || "none";
    throw new pulumi.RunError(
      `there is no repository ${repository}: add it to mlops:data.repositories, or use one of those there: ${known}`,
    );
  }

  /**
   * Lets a role pull.
   *
   * @param repository One of `repositories`. @default - all of them
   */
  grantPull(grantee: Grantee, repository?: string): void {
    this.grant(grantee, "pull", pullActions, repository);
  }

  /** The same, and pushing. Nothing can be overwritten or deleted by it. */
  grantPush(grantee: Grantee, repository?: string): void {
    this.grant(grantee, "push", [...pullActions, ...pushActions], repository);
  }

  private grant(grantee: Grantee, what: "pull" | "push", actions: string[], repository: string | undefined): void {
    const { repositories } = this.args;
    if (repository !== undefined && !repositories.includes(repository)) {
      throw new Error(`${this.name} has no repository ${repository}: it has ${repositories.join(", ") || "none"}`);
    }
    const named = repository === undefined ? repositories : [repository];
    // Without repositories there is nothing to open, and IAM takes no statement without a resource.
    if (named.length === 0) return;
    const statements: PolicyStatement[] = [
      {
        Sid: what === "pull" ? "Pull" : "Push",
        Effect: "Allow",
        Action: [...actions].sort(),
        Resource: named.map((one) => regionalArn(this.args.account, "ecr", `repository/${this.physicalName(one)}`)),
      },
      // A token for the registry as a whole: AWS knows no narrower resource.
      { Sid: "LogIn", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    ];
    grantee.grant([this.name, what, ...(repository === undefined ? [] : [repository])].join("-"), statements);
  }

  private createRepository(repository: string): aws.ecr.Repository {
    const { key, deletionProtection } = this.args;
    return new aws.ecr.Repository(
      `${this.name}-${repository}`,
      {
        name: this.physicalName(repository),
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.arn }],
        forceDelete: !deletionProtection,
      },
      { parent: this, protect: deletionProtection },
    );
  }

  private createLifecycle(repository: string, created: aws.ecr.Repository): void {
    const { untaggedDays = 14 } = this.args;
    const policy = {
      // Images with a tag stay, however old: ECR does not know which of them are deployed.
      rules: [
        {
          rulePriority: 1,
          description: `Images without a tag go after ${untaggedDays} days`,
          selection: {
            tagStatus: "untagged",
            countType: "sinceImagePushed",
            countUnit: "days",
            countNumber: untaggedDays,
          },
          action: { type: "expire" },
        },
      ],
    };
    new aws.ecr.LifecyclePolicy(
      `${this.name}-${repository}-lifecycle`,
      { repository: created.name, policy },
      { parent: this },
    );
  }

  private physicalName(repository: string): string {
    return `${this.args.platformName}/${repository}`;
  }
}
