import type * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, iamArn } from "../../core/aws/account";
import { PodIdentity } from "../cluster/podIdentity";
import type { PolicyStatement } from "../iam/policyDocument";
import { Chart } from "../kubernetes/chart";
import { PlatformNamespace } from "../kubernetes/platformNamespace";
import { type Ready, Service, type ServiceContext } from "../service";
import { facts } from "./facts";
import { externalSecretsValues } from "./values";

/** Services that `ExternalSecrets` depends on. */
export interface ExternalSecretsNeeds {
  /** Installs the kind of its ServiceMonitor. */
  readonly monitoringCrds: Ready;
  /** Issues the certificate of its webhook. */
  readonly certManager: Ready;
}

/** Arguments of `ExternalSecrets`. */
export interface ExternalSecretsArgs {
  /**
   * Name patterns of the IAM roles that SecretStores use; `*` matches any text. Each role must trust
   * `controllerRoleArn`.
   */
  readonly storeRoles: readonly string[];
}

const { namespace } = facts;
const serviceAccount = "external-secrets";

/**
 * External Secrets Operator, which copies secrets from AWS Secrets Manager into namespaces.
 *
 * Its own role reads no secret. It assumes the role that a SecretStore names, so that a namespace receives only secrets
 * that its role may read. ClusterSecretStores are disabled.
 */
export class ExternalSecrets extends Service<ExternalSecretsNeeds> {
  /** ARN of the controller's role. Roles of SecretStores must trust it for `sts:AssumeRole` and `sts:TagSession`. */
  readonly controllerRoleArn: pulumi.Output<string>;
  /** Namespace of the controller and its webhook. */
  readonly namespaceName: pulumi.Output<string>;
  /** Resources that every SecretStore and ExternalSecret must depend on. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext, needs: ExternalSecretsNeeds, args: ExternalSecretsArgs) {
    super("ExternalSecrets", name, [facts], context, needs);

    const platformNamespace = this.createNamespace(context);
    const identity = this.createIdentity(context, args);
    const chart = this.createChart(platformNamespace, identity, context);

    this.namespaceName = platformNamespace.namespaceName;
    this.controllerRoleArn = identity.roleArn;
    this.ready = [chart];
    this.registerOutputs({ namespaceName: this.namespaceName, controllerRoleArn: this.controllerRoleArn });
  }

  private createNamespace({ network }: ServiceContext): PlatformNamespace {
    return new PlatformNamespace(
      `${this.name}-namespace`,
      { namespace, network, allowedTraffic: facts.allowedTraffic },
      { parent: this },
    );
  }

  private createIdentity({ account, clusterName }: ServiceContext, { storeRoles }: ExternalSecretsArgs): PodIdentity {
    const identity = new PodIdentity(
      `${this.name}-controller`,
      { account, clusterName, namespace, serviceAccount },
      { parent: this },
    );
    identity.grant("stores", storePolicy(account, storeRoles));
    return identity;
  }

  private createChart(platformNamespace: PlatformNamespace, identity: PodIdentity, context: ServiceContext): Chart {
    return new Chart(
      `${this.name}-chart`,
      {
        chart: facts.charts["external-secrets"],
        mirror: context.mirror,
        namespace: platformNamespace.namespaceName,
        values: externalSecretsValues({ ...context, serviceAccount }),
      },
      { parent: this, dependsOn: [platformNamespace, identity] },
    );
  }
}

/**
 * Returns the policy of the controller: it may assume the roles of SecretStores.
 *
 * @throws Error if a pattern begins with `*`: it would match roles outside of the platform.
 */
export function storePolicy(account: AwsAccount, storeRoles: readonly string[]): PolicyStatement[] {
  for (const role of storeRoles) {
    if (/^[A-Za-z0-9]/.test(role)) continue;
    throw new Error(
      `storeRoles must begin with a letter or a digit: "${role}" matches roles outside of the platform\n` +
        "  fix: begin with the name of the platform, such as mlops-dev-team-*",
    );
  }
  return [
    {
      Sid: "AssumeSecretStoreRoles",
      Effect: "Allow",
      // Pod Identity sets session tags, which are passed on to the assumed role.
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Resource: storeRoles.map((role) => iamArn(account, `role/${role}`)),
    },
  ];
}
