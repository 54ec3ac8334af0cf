import type { JsonObject } from "../../core/json/json";
import { object } from "../specimen";
import type { Subject } from "../subject";
import { team } from "./baseStack";
import { type Fields, merged } from "./mergeFields";

const api = "rbac.authorization.k8s.io";
const apiVersion = `${api}/v1`;

const goodRules: readonly JsonObject[] = [
  { apiGroups: ["batch"], resources: ["jobs", "cronjobs"], verbs: ["get", "list", "watch", "create", "delete"] },
  { apiGroups: [""], resources: ["pods", "pods/log"], verbs: ["get", "list", "watch"] },
];

/** Returns the role of a team's members. */
export function role(rules: readonly JsonObject[] = goodRules, namespace: string = team): Subject {
  return object({ apiVersion, kind: "Role", metadata: { name: "people", namespace }, rules: [...rules] });
}

export function clusterRole(rules: readonly JsonObject[]): Subject {
  return object({ apiVersion, kind: "ClusterRole", metadata: { name: "controller" }, rules: [...rules] });
}

/** Returns a binding of a team's role to its members. @param changes Fields beside `metadata`. */
export function roleBinding(changes: Fields = {}, namespace: string = team): Subject {
  const roleRef = { apiGroup: api, kind: "Role", name: "people" };
  const subjects = [{ apiGroup: api, kind: "Group", name: `mlops:team:${team}:engineer` }];
  return object({
    ...merged({ roleRef, subjects }, changes),
    apiVersion,
    kind: "RoleBinding",
    metadata: { name: "people", namespace },
  });
}

/** Returns a binding of a controller's role to its ServiceAccount. @param changes Fields beside `metadata`. */
export function clusterRoleBinding(changes: Fields = {}): Subject {
  const roleRef = { apiGroup: api, kind: "ClusterRole", name: "controller" };
  const subjects = [{ kind: "ServiceAccount", name: "controller", namespace: "mlflow" }];
  return object({
    ...merged({ roleRef, subjects }, changes),
    apiVersion,
    kind: "ClusterRoleBinding",
    metadata: { name: "controller" },
  });
}
