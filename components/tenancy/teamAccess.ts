import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../core/aws/account";
import { roleSlug } from "../cluster/access";
import { Component } from "../component";
import { type AccessLevel, accessLevels, teamGroup, teamRules } from "./teamRoles";

/** An IAM role that people of a team assume. */
export interface TeamMember {
  /** ARN of the role. */
  readonly arn: string;
  /** Access level of the role in the team's namespace. */
  readonly access: AccessLevel;
}

/** Arguments of `TeamAccess`. */
export interface TeamAccessArgs {
  /** AWS account and region. */
  readonly account: AwsAccount;
  /** Name of the EKS cluster. */
  readonly clusterName: pulumi.Input<string>;
  /** Name of the team. */
  readonly team: string;
  /** Namespace of the team. */
  readonly namespace: pulumi.Input<string>;
  /** IAM roles of the team's people. EKS accepts one access entry for each role. */
  readonly members: readonly TeamMember[];
}

/**
 * Access of a team's people to its namespace: a Role for each access level, bound to a group, and an EKS access entry
 * for each IAM role, which adds its users to the group. It uses no access policy of EKS: those do not include
 * Kubeflow's kinds, and they permit reading Secrets.
 */
export class TeamAccess extends Component {
  /** Kubernetes groups of the team by access level. */
  readonly groups: Readonly<Record<AccessLevel, string>>;

  constructor(name: string, args: TeamAccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:TeamAccess", name, opts);

    for (const access of accessLevels) this.createRole(access, args);
    for (const member of args.members) this.createEntry(member, args);

    this.groups = { engineer: teamGroup(args.team, "engineer"), viewer: teamGroup(args.team, "viewer") };
    this.registerOutputs({ groups: this.groups });
  }

  private createRole(access: AccessLevel, { team, namespace }: TeamAccessArgs): void {
    const metadata = { name: `team-${access}`, namespace };
    const role = new k8s.rbac.v1.Role(
      `${this.name}-${access}`,
      { metadata, rules: teamRules[access].map(copied) },
      { parent: this },
    );
    new k8s.rbac.v1.RoleBinding(
      `${this.name}-${access}-binding`,
      {
        metadata,
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: role.metadata.name },
        subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: teamGroup(team, access) }],
      },
      { parent: this },
    );
  }

  private createEntry({ arn, access }: TeamMember, { account, clusterName, team }: TeamAccessArgs): void {
    new aws.eks.AccessEntry(
      `${this.name}-${roleSlug(arn, account)}-entry`,
      { clusterName, principalArn: arn, type: "STANDARD", kubernetesGroups: [teamGroup(team, access)] },
      { parent: this },
    );
  }
}

/** Returns a copy, because the SDK's types do not accept read-only lists. */
function copied({ apiGroups, resources, verbs }: (typeof teamRules)[AccessLevel][number]) {
  return { apiGroups: [...apiGroups], resources: [...resources], verbs: [...verbs] };
}
