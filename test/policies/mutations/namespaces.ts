import { append, drop, type Mutation, on, set, unset } from "./mutation";
import { namespace, service, vision } from "./targets";

const enforce = "pod-security.kubernetes.io/enforce";
const role = "kubernetes:rbac.authorization.k8s.io/v1:Role";
const roleBinding = "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding";
const networkPolicy = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const viewers = { type: roleBinding, name: "teams-vision-access-viewer-binding" };
const engineers = { type: role, name: "teams-vision-access-engineer" };
const ofCluster = (name: string) => ({ apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name });

/** Namespaces, what is let through between them, and who may do what in them. */
export const namespaceMutations: readonly Mutation[] = [
  {
    rule: "namespace-pod-security",
    breaks: "a team's standard: it is the laxer one",
    of: vision,
    change: set(["metadata", "labels", enforce], "baseline"),
    says: `labels are missing, or say less than restricted for a team: ${enforce}`,
  },
  {
    rule: "namespace-pod-security",
    breaks: "the standard of the platform's namespace",
    of: namespace("mlflow-namespace"),
    change: unset(["metadata", "labels", enforce]),
    says: `labels are missing, or say less than restricted for a team: ${enforce}`,
  },
  {
    rule: "namespaces-deny-by-default",
    breaks: "the policy that nothing passes",
    of: namespace("mlflow-namespace"),
    elsewhere: drop({ type: networkPolicy, name: "mlflow-namespace-default-deny" }),
    says: ["Ingress", "Egress"].map((direction) => `no NetworkPolicy is about ${direction} of all its pods`),
  },
  {
    rule: "team-namespaces-without-sidecars",
    breaks: "a team's freedom from sidecars",
    of: vision,
    change: set(["metadata", "labels", "istio-injection"], "enabled"),
    says: "labels let sidecars in: istio-injection",
  },
  {
    rule: "teams-have-quotas",
    breaks: "a team's share of GPUs",
    of: vision,
    elsewhere: on(
      { type: "kubernetes:core/v1:ResourceQuota", name: "teams-vision-quota" },
      unset(["spec", "hard", "requests.nvidia.com/gpu"]),
    ),
    says: "its ResourceQuota limits no requests.nvidia.com/gpu",
  },
  {
    rule: "teams-have-quotas",
    breaks: "the sizes of a team's containers that say none",
    of: vision,
    elsewhere: drop({ type: "kubernetes:core/v1:LimitRange", name: "teams-vision-limits" }),
    says: "has no LimitRange",
  },
  {
    rule: "gateway-listeners-have-tls",
    breaks: "the certificate in front of models",
    of: { type: "kubernetes:gateway.networking.k8s.io/v1:Gateway", name: "ingress-gateway-gateway" },
    change: set(["spec", "listeners", { name: "models" }, "protocol"], "HTTP"),
    says: "listeners take plain HTTP: models",
  },
  {
    rule: "load-balancers-restrict-clients",
    breaks: "a service's place inside the cluster",
    of: service("mlflow-service"),
    change: set(["spec", "type"], "LoadBalancer"),
    says: "a load balancer leaves out: service.beta.kubernetes.io/aws-load-balancer-scheme, spec.loadBalancerSourceRanges",
  },
  {
    rule: "no-external-ips",
    breaks: "a service's addresses: it takes another's",
    of: service("mlflow-service"),
    change: set(["spec", "externalIPs"], ["203.0.113.1"]),
    says: "claims addresses: spec.externalIPs",
  },
  {
    rule: "no-open-network-policies",
    breaks: "a team's way out: to all networks of the company too",
    of: { type: networkPolicy, name: "teams-vision-network-internet" },
    change: unset(["spec", "egress", 0, "to", 0, "ipBlock", "except"]),
    says: "opens to everybody: egress",
  },
  {
    rule: "no-open-network-policies",
    breaks: "a team's way in: from every namespace",
    of: { type: networkPolicy, name: "teams-vision-network-same-namespace" },
    change: set(["spec", "ingress", 0, "from", 0], { namespaceSelector: {} }),
    says: "opens to everybody: ingress",
  },
  {
    rule: "no-external-access-by-teams",
    breaks: "a team's service: a port of every node",
    of: service("labels-service"),
    change: set(["spec", "type"], "NodePort"),
    says: "opens a way into the cluster: NodePort",
  },
  {
    rule: "no-anonymous-subjects",
    breaks: "who may look: everybody who has logged in",
    of: viewers,
    change: set(["subjects", 0, "name"], "system:authenticated"),
    says: "binds everybody: system:authenticated",
  },
  {
    rule: "no-built-in-roles-for-teams",
    breaks: "what viewers may: what Kubernetes lets editors do",
    of: viewers,
    change: set(["roleRef"], ofCluster("edit")),
    says: "binds a role that reads secrets and opens shells: edit",
  },
  {
    rule: "no-cluster-admin-bindings",
    breaks: "what an operator may: everything",
    of: { type: roleBinding, name: "kubeflow-operator-role" },
    change: set(["roleRef"], ofCluster("cluster-admin")),
    says: "binds a role that may do everything: cluster-admin",
  },
  {
    rule: "no-escalating-permissions",
    breaks: "what engineers may: open shells",
    of: engineers,
    change: append(["rules"], { apiGroups: [""], resources: ["pods/exec"], verbs: ["create"] }),
    says: "grants what grants more: pods/exec",
  },
  {
    rule: "no-escalating-permissions",
    breaks: "what engineers may: read secrets",
    of: engineers,
    change: append(["rules"], { apiGroups: [""], resources: ["secrets"], verbs: ["get"] }),
    says: "grants what grants more: secrets",
  },
  {
    rule: "no-wildcard-permissions",
    breaks: "what engineers may: whatever there is to do with jobs",
    of: engineers,
    change: set(["rules", 0, "verbs"], ["*"]),
    says: "rules have *: verbs",
  },
];
