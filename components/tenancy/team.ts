import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { acceleratorCeilingAnnotation, teamLabel } from "../../core/kubernetes/labels";
import { PodIdentity } from "../cluster/podIdentity";
import { Component } from "../component";
import type { NodeSize } from "../compute/nodePool";
import type { ArtifactBucket } from "../data/artifactBucket";
import { flaggerAccount, namespaceRole } from "../flagger/permissions";
import type { ClusterNetwork } from "../kubernetes/networkPolicySpecs";
import { nameOutput } from "../kubernetes/platformNamespace";
import { TeamAccess, type TeamAccessArgs } from "./teamAccess";
import { predictionsPrefix, teamPrefix } from "./teamNames";
import { teamNetworkPolicies } from "./teamNetworkPolicies";
import { containerLimits, quotaLimits, type TeamQuota } from "./teamQuota";
import { TeamReadiness } from "./teamReadiness";
import { TeamSecrets, type TeamSecretsArgs } from "./teamSecrets";

/** Arguments of `Team`. */
export interface TeamArgs
  extends Pick<TeamSecretsArgs, "account" | "platformName" | "key" | "secretsControllerRoleArn">,
    Pick<TeamAccessArgs, "clusterName" | "members"> {
  /** Name of the team and of its namespace. */
  readonly team: string;
  /** Owner of the team in Kubeflow. The team's Profile must have the same owner. @default - the team's name */
  readonly owner?: string | undefined;
  /** Quota of the team. */
  readonly quota: TeamQuota;
  /** Size of the largest node of any pool: see `largestNode`. Undefined without pools. */
  readonly largestNode: NodeSize | undefined;
  /** IPv4 blocks of the Kubernetes API, for network policies. */
  readonly network: ClusterNetwork;
  /** Bucket of the team's data sets, checkpoints and models, below `teams/<team>/`. */
  readonly artifacts: ArtifactBucket;
  /** Whether Pulumi refuses to delete the namespace, with all volumes in it. */
  readonly deletionProtection: boolean;
}

/** Service accounts of a team's pods. */
const teamServiceAccounts = ["training", "serving"] as const;

/**
 * A service account of a team's pods: `training` reads and writes the team's part of the bucket. `serving` reads it,
 * except prediction logs, which it only adds to.
 */
export type TeamServiceAccount = (typeof teamServiceAccounts)[number];

/**
 * A team: its namespace with quota, network policies and access for its people, service accounts with IAM roles, and a
 * secret store.
 *
 * The namespace must depend on the controllers of objects that people create in it (`dependsOn`): deleting the
 * namespace deletes the objects, and a finalizer needs its controller. Objects that the program creates in the
 * namespace depend on `ready`.
 *
 * ### Cost
 * Nothing. The quota limits the cost of the team's workloads.
 */
export class Team extends Component {
  /** Name of the team. */
  readonly team: string;
  /** Name of the namespace. It is an output, so that objects in the namespace depend on it. */
  readonly namespaceName: pulumi.Output<string>;
  /** Access of the team's people. */
  readonly access: TeamAccess;
  /** Secret store of the team. */
  readonly secrets: TeamSecrets;
  /** Resources that must exist before the first pod. */
  readonly ready: readonly pulumi.Resource[];
  /** IAM roles of the team's pods by service account, as arguments of further `grant…` methods. */
  readonly identities: Readonly<Record<TeamServiceAccount, PodIdentity>>;

  constructor(name: string, args: TeamArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Team", name, opts);

    this.team = args.team;
    this.namespaceName = nameOutput(this.createNamespace(args), args.team);
    const bounds = [this.createQuota(args), this.createLimitRange(args)];
    const policies = this.createNetworkPolicies(args);
    const rollouts = this.createRolloutBinding();
    this.identities = {
      training: this.createIdentity("training", args),
      serving: this.createIdentity("serving", args),
    };
    this.grantArtifacts(args);
    const accounts = teamServiceAccounts.map((account) => this.createServiceAccount(account));
    this.access = new TeamAccess(`${name}-access`, { ...args, namespace: this.namespaceName }, { parent: this });
    const readiness = new TeamReadiness(`${name}-readiness`, { namespace: this.namespaceName }, { parent: this });
    this.secrets = new TeamSecrets(`${name}-secrets`, { ...args, namespace: this.namespaceName }, { parent: this });

    const boundsAndRights = [...bounds, ...policies, rollouts, readiness];
    this.ready = [...boundsAndRights, ...Object.values(this.identities), ...accounts, this.secrets];
    this.registerOutputs({
      namespaceName: this.namespaceName,
      trainingRoleArn: this.identities.training.roleArn,
      servingRoleArn: this.identities.serving.roleArn,
    });
  }

  private createNamespace({ team, owner = team, quota, deletionProtection }: TeamArgs): k8s.core.v1.Namespace {
    return new k8s.core.v1.Namespace(
      this.name,
      {
        metadata: {
          name: team,
          labels: {
            [teamLabel]: team,
            // No sidecars in teams' pods. Without this label, Kubeflow's Profile controller enables them.
            "istio-injection": "disabled",
            "pod-security.kubernetes.io/enforce": "restricted",
            "pod-security.kubernetes.io/warn": "restricted",
            "pod-security.kubernetes.io/audit": "restricted",
          },
          // Kubeflow's Profile controller ignores a namespace whose owner is not the owner of the Profile.
          annotations: {
            owner,
            [acceleratorCeilingAnnotation]: String(quota.gpus + quota.neuronDevices),
          },
        },
      },
      { parent: this, protect: deletionProtection },
    );
  }

  private createQuota({ quota }: TeamArgs): k8s.core.v1.ResourceQuota {
    return new k8s.core.v1.ResourceQuota(
      `${this.name}-quota`,
      { metadata: { name: "team", namespace: this.namespaceName }, spec: { hard: quotaLimits(quota) } },
      { parent: this },
    );
  }

  private createLimitRange({ quota, largestNode }: TeamArgs): k8s.core.v1.LimitRange {
    return new k8s.core.v1.LimitRange(
      `${this.name}-limits`,
      {
        metadata: { name: "team", namespace: this.namespaceName },
        spec: { limits: [containerLimits(quota, largestNode)] },
      },
      { parent: this },
    );
  }

  private createNetworkPolicies({ network }: TeamArgs): k8s.networking.v1.NetworkPolicy[] {
    return Object.entries(teamNetworkPolicies(network)).map(
      ([policy, spec]) =>
        new k8s.networking.v1.NetworkPolicy(
          `${this.name}-network-${policy}`,
          { metadata: { name: policy, namespace: this.namespaceName }, spec },
          { parent: this },
        ),
    );
  }

  /** Lets Flagger change the objects of rollouts in this namespace. */
  private createRolloutBinding(): k8s.rbac.v1.RoleBinding {
    return new k8s.rbac.v1.RoleBinding(
      `${this.name}-rollouts`,
      {
        metadata: { name: "flagger", namespace: this.namespaceName },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: namespaceRole },
        subjects: [flaggerAccount],
      },
      { parent: this },
    );
  }

  private createIdentity(serviceAccount: TeamServiceAccount, { account, clusterName, team }: TeamArgs): PodIdentity {
    return new PodIdentity(
      `${this.name}-${serviceAccount}`,
      { account, clusterName, namespace: team, serviceAccount },
      { parent: this },
    );
  }

  /** A server that is taken over must neither change models nor read the predictions that it wrote. */
  private grantArtifacts({ artifacts, team }: TeamArgs): void {
    artifacts.grantReadWrite(this.identities.training, teamPrefix(team));
    artifacts.grantRead(this.identities.serving, teamPrefix(team));
    artifacts.grantAdd(this.identities.serving, predictionsPrefix(team));
  }

  /**
   * Pods of the service account do not call the Kubernetes API and get no token for it. Pod Identity uses another
   * token.
   */
  private createServiceAccount(name: TeamServiceAccount): k8s.core.v1.ServiceAccount {
    return new k8s.core.v1.ServiceAccount(
      `${this.name}-${name}-account`,
      { metadata: { name, namespace: this.namespaceName }, automountServiceAccountToken: false },
      { parent: this },
    );
  }
}
