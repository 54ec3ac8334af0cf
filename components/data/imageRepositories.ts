import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, regionalArn, registryHost } from "../../core/aws/account";
import { Component } from "../component";
import type { EncryptionKey } from "../encryption/encryptionKey";
import type { PolicyStatement } from "../iam/policyDocument";
import type { Grantee } from "../iam/role";

const pullActions = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
const pushActions = ["ecr:CompleteLayerUpload", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"];

/** Arguments of `ImageRepositories`. */
export interface ImageRepositoriesArgs {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** Name of the platform: the repository `trainer` is `<platform>/trainer` in ECR. */
  readonly platformName: string;
  /** Names of the repositories. */
  readonly repositories: readonly string[];
  /** KMS key of the images. */
  readonly key: EncryptionKey;
  /** Days after which an image without a tag is deleted. @default 14 */
  readonly untaggedDays?: number;
  /** Whether Pulumi refuses to delete a repository, and AWS while it has images. */
  readonly deletionProtection: boolean;
}

/**
 * ECR repositories of images: encrypted with a customer-managed key, scanned on push, with immutable tags.
 *
 * ECR uses the key with grants that the deployer's role creates. Neither the key's policy nor roles that pull or push need
 * permissions for the key. Nodes can pull every image of the account without a grant.
 *
 * ### Cost
 * 0.10 USD for each GB and month (us-east-1).
 */
export class ImageRepositories extends Component {
  /** Addresses of the repositories by name, without tag and digest. */
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
        // Computed from the name, which is known before the repository exists, so that the plan can check images.
        return [repository, created.name.apply((known) => `${registryHost(args.account)}/${known}`)];
      }),
    );

    this.registerOutputs({ urls: this.urls });
  }

  /**
   * Returns the full name of an image of a repository.
   *
   * @throws RunError if the repository does not exist.
   */
  image(repository: string, tag: string): pulumi.Output<string> {
    const url = this.urls[repository];
    if (url) return pulumi.interpolate`${url}:${tag}`;
    const known = Object.keys(this.urls).join(", ") || "none";
    throw new pulumi.RunError(
      `repository "${repository}" must be one of mlops:data.repositories (${known})\n  fix: add it there, or use one of them`,
    );
  }

  /**
   * Grants a role permission to pull images.
   *
   * @param repository Name of a repository. @default - all repositories
   * @throws Error if the repository does not exist.
   */
  grantPull(grantee: Grantee, repository?: string): void {
    this.grant(grantee, "pull", pullActions, repository);
  }

  /**
   * Grants a role permission to pull and push images. It does not permit overwriting or deleting images.
   *
   * @param repository Name of a repository. @default - all repositories
   * @throws Error if the repository does not exist.
   */
  grantPush(grantee: Grantee, repository?: string): void {
    this.grant(grantee, "push", [...pullActions, ...pushActions], repository);
  }

  private grant(grantee: Grantee, what: "pull" | "push", actions: string[], repository: string | undefined): void {
    const { repositories } = this.args;
    if (repository !== undefined && !repositories.includes(repository)) {
      throw new Error(`${this.name} has no repository ${repository}: it has ${repositories.join(", ") || "none"}`);
    }
    const named = repository === undefined ? repositories : [repository];
    // IAM rejects a statement without a resource.
    if (named.length === 0) return;
    const statements: PolicyStatement[] = [
      {
        Sid: what === "pull" ? "Pull" : "Push",
        Effect: "Allow",
        Action: [...actions].sort(),
        Resource: named.map((one) => regionalArn(this.args.account, "ecr", `repository/${this.physicalName(one)}`)),
      },
      // IAM supports no narrower resource: the token is for the whole registry.
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
      // Tagged images do not expire: ECR does not know which of them are deployed.
      rules: [
        {
          rulePriority: 1,
          description: `Delete images without a tag after ${untaggedDays} days`,
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
