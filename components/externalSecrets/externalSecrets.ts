import type * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, iamArn } from "../../core/aws/account";
import { Chart } from "../charts/chart";
import type { Mirror } from "../charts/mirror";
import type { ClusterNetwork } from "../charts/networkPolicySpecs";
import { PlatformNamespace } from "../charts/platformNamespace";
import type { MetricsArgs } from "../charts/serviceMonitor";
import { PodIdentity } from "../cluster/podIdentity";
import { Component } from "../component";
import type { PolicyStatement } from "../iam/policyDocument";
import { facts } from "./facts";
import { externalSecretsValues } from "./values";

export interface ExternalSecretsArgs {
  readonly account: AwsAccount;
  readonly clusterName: pulumi.Input<string>;
  /**
   * Names of the roles that stores name, with `*` for any text: those of teams and of the platform's services. Each role
   * must trust `controllerRoleArn` too.
   */
  readonly storeRoles: readonly string[];
  readonly mirror: Mirror;
  readonly replicas: number;
  readonly network: ClusterNetwork;
  readonly metrics: MetricsArgs;
}

const namespace = "external-secrets";
const serviceAccount = "external-secrets";

/**
 * External Secrets Operator, which copies secrets of AWS into namespaces. Its own role reads none: it assumes the role
 * that a namespace's SecretStore names, so that a namespace gets what its role may read. Stores of the whole cluster do
 * not exist here.
 *
 * Needs cert-manager's `ready`.
 */
export class ExternalSecrets extends Component {
  /** Whom the roles of stores trust, with `sts:AssumeRole` and `sts:TagSession`. */
  readonly controllerRoleArn: pulumi.Output<string>;
  /** What stores and secrets need as long as there are any: whoever has one depends on these. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: ExternalSecretsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:ExternalSecrets", name, opts);

    const space = this.createNamespace(args);
    const identity = this.createIdentity(args);
    const chart = this.createChart(space, identity, args);

    this.controllerRoleArn = identity.roleArn;
    this.ready = [chart];
    this.registerOutputs({ controllerRoleArn: this.controllerRoleArn });
  }

  private createNamespace({ network }: ExternalSecretsArgs): PlatformNamespace {
    const allowedTraffic = { fromApiServer: [10250], metrics: [8080], https: true, podIdentity: true };
    return new PlatformNamespace(`${this.name}-namespace`, { namespace, network, allowedTraffic }, { parent: this });
  }

  private createIdentity({ account, clusterName, storeRoles }: ExternalSecretsArgs): PodIdentity {
    const identity = new PodIdentity(
      `${this.name}-controller`,
      { account, clusterName, namespace, serviceAccount },
      { parent: this },
    );
    identity.grant("stores", storePolicy(account, storeRoles));
    return identity;
  }

  private createChart(space: PlatformNamespace, identity: PodIdentity, args: ExternalSecretsArgs): Chart {
    return new Chart(
      `${this.name}-chart`,
      {
        chart: facts.charts["external-secrets"],
        mirror: args.mirror,
        namespace: space.namespaceName,
        values: externalSecretsValues({ ...args, serviceAccount }),
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
