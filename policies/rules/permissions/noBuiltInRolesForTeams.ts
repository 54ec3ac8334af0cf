import { kubernetesRule } from "../../rule";

export const rule = kubernetesRule({
  name: "no-built-in-roles-for-teams",
  title: "Nobody gets Kubernetes' own roles admin and edit in a team's namespace",
  severity: "high",
  why: "edit reads every Secret, opens shells in pods and may act as any service account of the namespace: it undoes what the team's roles leave out.",
  fix: "bind the namespace's roles team-engineer or team-viewer, or a Role with what is needed",
  references: [
    { name: "CIS EKS 4.1.2" },
    {
      name: "Kubernetes: User-facing roles",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles",
    },
  ],
  enforcement: "mandatory",
  kinds: ["RoleBinding"],
  scope: "teams",
  parts: ["roleRef", "subjects"],
  problem: "binds a role that reads secrets and opens shells",
  // The roles that admin and edit are joined of grant the same under names of their own.
  violations: `['admin', 'edit', 'system:aggregate-to-admin', 'system:aggregate-to-edit'].filter(name,
    object.?roleRef.?kind.orValue('') == 'ClusterRole' && object.roleRef.?name.orValue('') == name)`,
});
