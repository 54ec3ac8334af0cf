import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, regionalArn, registryHost } from "../../core/aws/account";
import { reportAfterProgram } from "../../core/errors/afterProgram";
import { formatPath, type Issue } from "../../core/schema/issue";
import { nearest } from "../../core/text/nearest";
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
 * ECR uses the key with grants that the deployer's role creates. Neither the key's policy nor roles that pull or push
 * need permissions for the key. Nodes can pull every image of the account without a grant.
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
   * Returns the full name of an image of a repository. Wrong arguments do not stop the program: after it has run, one
   * error reports them with the problems of all workloads.
   *
   * @param tag Tag, or a digest: `sha256:…`.
   */
  image(repository: string, tag: string): pulumi.Output<string> {
    const issues = [...repositoryIssues(repository, Object.keys(this.urls)), ...tagIssues(tag)];
    if (issues.length > 0) {
      const written = [repository, tag].filter((one) => one !== undefined).map((one) => JSON.stringify(one));
      reportAfterProgram({ source: `repositories.image(${written.join(", ")})`, issues, formatPath });
    }
    const url = this.urls[repository] ?? `${registryHost(this.args.account)}/${this.physicalName(repository)}`;
    return pulumi.interpolate`${url}${/^sha256:/.test(tag) ? "@" : ":"}${tag}`;
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
      { Sid: "GetAuthorizationToken", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
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

function repositoryIssues(repository: string, known: readonly string[]): Issue[] {
  if (known.includes(repository)) return [];
  const suggestion = nearest(String(repository), known);
  const fix = `add it to mlops:data.repositories${known.length > 0 ? `, or use one of ${known.join(", ")}` : ""}`;
  return [
    {
      path: ["repository"],
      value: repository,
      message: "must be a repository of mlops:data.repositories",
      fix: suggestion === undefined ? fix : `did you mean ${suggestion}? Otherwise ${fix}`,
    },
  ];
}

/** Tags of the OCI distribution specification, and digests. */
function tagIssues(tag: unknown): Issue[] {
  const fix = 'write the tag of an image that you have pushed: image("trainer", "v1")';
  if (tag === undefined) return [{ path: ["tag"], message: "is missing", fix }];
  if (typeof tag === "string" && /^(\w[\w.-]{0,127}|sha256:[0-9a-f]{64})$/.test(tag)) return [];
  const message = "must be a tag of up to 128 letters, digits and ._-, or a digest: sha256: and 64 hexadecimal digits";
  return [{ path: ["tag"], value: tag, message, fix }];
}
