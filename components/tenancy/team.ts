import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { acceleratorCeilingAnnotation, teamLabel } from "../../core/kubernetes/labels";
import { PodIdentity } from "../cluster/podIdentity";
import { Component } from "../component";
import type { NodeSize } from "../compute/nodePool";
import type { ArtifactBucket } from "../data/artifactBucket";
import type { ClusterNetwork } from "../kubernetes/networkPolicySpecs";
import { nameAfter } from "../kubernetes/platformNamespace";
import { TeamAccess, type TeamAccessArgs } from "./teamAccess";
import { teamPrefix } from "./teamNames";
import { teamNetworkPolicies } from "./teamNetworkPolicies";
import { containerLimits, quotaLimits, type TeamQuota } from "./teamQuota";
import { TeamSecrets, type TeamSecretsArgs } from "./teamSecrets";

export interface TeamArgs
  extends Pick<TeamSecretsArgs, "account" | "platformName" | "key" | "secretsControllerRoleArn">,
    Pick<TeamAccessArgs, "clusterName" | "members"> {
  /** Its name, and its namespace's. */
  readonly team: string;
  /** Whom Kubeflow takes for the team's owner: the Profile of the team must name the same. @default - the team's name */
  readonly owner?: string | undefined;
  readonly quota: TeamQuota;
  /** The largest node of any pool: see `largestNode`. */
  readonly largestNode: NodeSize | undefined;
  readonly network: ClusterNetwork;
  /** Bucket with the team's data sets, checkpoints and models, below `teams/<team>/`. */
  readonly artifacts: ArtifactBucket;
  /** Whether Pulumi refuses to delete the namespace, with all volumes in it. */
  readonly deletionProtection: boolean;
}

/** Service accounts of a team's pods, and what their roles may do with the team's part of the bucket. */
const teamServiceAccounts = ["training", "serving"] as const;
export type TeamServiceAccount = (typeof teamServiceAccounts)[number];

/**
 * A team's place on the platform: a namespace with its bounds, its ways in and out, its people, and service accounts with
 * roles of their own.
 *
 * Depend on the controllers of whatever a team's people make there (`dependsOn`): deleting the namespace deletes that too,
 * and what has a finalizer waits for its controller. What the program itself puts there depends on `ready`.
 *
 * ### Cost
 * Nothing by itself. The quota bounds what it can cost.
 */
export class Team extends Component {
  readonly team: string;
  /** What is made in it waits for it. */
  readonly namespaceName: pulumi.Output<string>;
  /** What must be there before the first pod. */
  readonly ready: readonly pulumi.Resource[];
  /** Roles of the team's pods: the argument of further `grant…` methods. */
  readonly identities: Readonly<Record<TeamServiceAccount, PodIdentity>>;

  constructor(name: string, args: TeamArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:Team", name, opts);

    this.team = args.team;
    this.namespaceName = nameAfter(this.createNamespace(args), args.team);
    const bounds = [this.createQuota(args), this.createLimitRange(args)];
    const policies = this.createNetworkPolicies(args);
    this.identities = {
      training: this.createIdentity("training", args),
      serving: this.createIdentity("serving", args),
    };
    this.grantArtifacts(args);
    const accounts = teamServiceAccounts.map((account) => this.createServiceAccount(account));
    new TeamAccess(`${name}-access`, { ...args, namespace: this.namespaceName }, { parent: this });
    const secrets = new TeamSecrets(`${name}-secrets`, { ...args, namespace: this.namespaceName }, { parent: this });

    this.ready = [...bounds, ...policies, ...Object.values(this.identities), ...accounts, secrets];
    this.registerOutputs({ namespaceName: this.namespaceName });
  }

  private createNamespace({ team, owner = team, quota, deletionProtection }: TeamArgs): k8s.core.v1.Namespace {
    return new k8s.core.v1.Namespace(
      this.name,
      {
        metadata: {
          name: team,
          labels: {
            [teamLabel]: team,
            // No sidecars in teams' pods. Left out, Kubeflow's Profile controller would switch them on.
            "istio-injection": "disabled",
            "pod-security.kubernetes.io/enforce": "restricted",
            "pod-security.kubernetes.io/warn": "restricted",
            "pod-security.kubernetes.io/audit": "restricted",
          },
          // Kubeflow's Profile controller leaves alone a namespace with another owner than the Profile's.
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

  private createIdentity(serviceAccount: TeamServiceAccount, { account, clusterName, team }: TeamArgs): PodIdentity {
    return new PodIdentity(
      `${this.name}-${serviceAccount}`,
      { account, clusterName, namespace: team, serviceAccount },
      { parent: this },
    );
  }

  /** What serves a model has no reason to change one. */
  private grantArtifacts({ artifacts, team }: TeamArgs): void {
    artifacts.grantReadWrite(this.identities.training, teamPrefix(team));
    artifacts.grantRead(this.identities.serving, teamPrefix(team));
  }

  /** Neither calls the Kubernetes API: their pods get no token for it. Roles in AWS come by another one. */
  private createServiceAccount(name: TeamServiceAccount): k8s.core.v1.ServiceAccount {
    return new k8s.core.v1.ServiceAccount(
      `${this.name}-${name}-account`,
      { metadata: { name, namespace: this.namespaceName }, automountServiceAccountToken: false },
      { parent: this },
    );
  }
}
