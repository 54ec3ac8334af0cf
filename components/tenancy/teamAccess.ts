import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../core/aws/account";
import { roleSlug } from "../cluster/access";
import { Component } from "../component";
import { type AccessLevel, accessLevels, teamGroup, teamRules } from "./teamRoles";

/** An IAM role of people of a team. */
export interface TeamMember {
  readonly arn: string;
  readonly access: AccessLevel;
}

export interface TeamAccessArgs {
  readonly account: AwsAccount;
  readonly clusterName: pulumi.Input<string>;
  readonly team: string;
  readonly namespace: pulumi.Input<string>;
  /** EKS takes one entry a role: none may stand anywhere else. */
  readonly members: readonly TeamMember[];
}

/**
 * Who of a team may do what: a Role for each level of access, bound to a group, and an access entry for each IAM role that
 * puts whoever assumes it into the group. No access policy of EKS is associated: they know nothing of Kubeflow's kinds,
 * and let people read Secrets.
 */
export class TeamAccess extends Component {
  constructor(name: string, args: TeamAccessArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:TeamAccess", name, opts);

    for (const access of accessLevels) this.createRole(access, args);
    for (const member of args.members) this.createEntry(member, args);

    this.registerOutputs({});
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

/** The SDK's types take no read-only lists. */
function copied({ apiGroups, resources, verbs }: (typeof teamRules)[AccessLevel][number]) {
  return { apiGroups: [...apiGroups], resources: [...resources], verbs: [...verbs] };
}
