import type * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, iamArn } from "../../core/aws/account";
import { PodIdentity } from "../cluster/podIdentity";
import type { PolicyStatement } from "../iam/policyDocument";
import { Chart } from "../kubernetes/chart";
import { PlatformNamespace } from "../kubernetes/platformNamespace";
import { type Ready, Service, type ServiceContext } from "../service";
import { facts } from "./facts";
import { externalSecretsValues } from "./values";

export interface ExternalSecretsNeeds {
  readonly monitoringCrds: Ready;
  /** Its webhook's certificate is one of cert-manager's. */
  readonly certManager: Ready;
}

export interface ExternalSecretsArgs {
  /**
   * Names of the roles that stores name, with `*` for any text: those of teams and of the platform's services. Each role
   * must trust `controllerRoleArn` too.
   */
  readonly storeRoles: readonly string[];
}

const { namespace } = facts;
const serviceAccount = "external-secrets";

/**
 * External Secrets Operator, which copies secrets of AWS into namespaces. Its own role reads none: it assumes the role
 * that a namespace's SecretStore names, so that a namespace gets what its role may read. Stores of the whole cluster do
 * not exist here.
 */
export class ExternalSecrets extends Service<ExternalSecretsNeeds> {
  /** Whom the roles of stores trust, with `sts:AssumeRole` and `sts:TagSession`. */
  readonly controllerRoleArn: pulumi.Output<string>;
  /** What stores and secrets need as long as there are any: whoever has one depends on these. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext, needs: ExternalSecretsNeeds, args: ExternalSecretsArgs) {
    super("ExternalSecrets", name, [facts], context, needs);

    const space = this.createNamespace(context);
    const identity = this.createIdentity(context, args);
    const chart = this.createChart(space, identity, context);

    this.controllerRoleArn = identity.roleArn;
    this.ready = [chart];
    this.registerOutputs({ controllerRoleArn: this.controllerRoleArn });
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

  private createChart(space: PlatformNamespace, identity: PodIdentity, context: ServiceContext): Chart {
    return new Chart(
      `${this.name}-chart`,
      {
        chart: facts.charts["external-secrets"],
        mirror: context.mirror,
        namespace: space.namespaceName,
        values: externalSecretsValues({ ...context, serviceAccount }),
      },
      { parent: this, dependsOn: [space, identity] },
    );
  }
}

/**
 * What the controller may do: become one of the stores' roles.
 *
 * @throws Error where a name would let it become any role.
 */
export function storePolicy(account: AwsAccount, storeRoles: readonly string[]): PolicyStatement[] {
  for (const role of storeRoles) {
    if (/^[A-Za-z0-9]/.test(role)) continue;
    throw new Error(
      `storeRoles has "${role}", which lets external-secrets assume roles that are not the platform's\n` +
        "  fix: begin with the platform's name, such as mlops-dev-team-*",
    );
  }
  return [
    {
      Sid: "AssumeRolesOfStores",
      Effect: "Allow",
      // Pod Identity tags the session, and its tags go along.
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Resource: storeRoles.map((role) => iamArn(account, `role/${role}`)),
    },
  ];
}
