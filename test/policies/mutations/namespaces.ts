import { append, drop, type Mutation, on, set, unset } from "./mutation";
import { namespace, service, vision } from "./targets";

const enforce = "pod-security.kubernetes.io/enforce";
const role = "kubernetes:rbac.authorization.k8s.io/v1:Role";
const roleBinding = "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding";
const networkPolicy = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const viewers = { type: roleBinding, name: "teams-vision-access-viewer-binding" };
const engineers = { type: role, name: "teams-vision-access-engineer" };
const ofCluster = (name: string) => ({ apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name });

/** Mutations of namespaces, network policies, services and permissions. */
export const namespaceMutations: readonly Mutation[] = [
  {
    rule: "namespace-pod-security",
    breaks: "a team's namespace that enforces baseline",
    of: vision,
    change: set(["metadata", "labels", enforce], "baseline"),
    says: `the namespace must enforce a pod security standard, and a team's namespace restricted, with the label: ${enforce}`,
  },
  {
    rule: "namespace-pod-security",
    breaks: "a platform namespace that enforces no standard",
    of: namespace("mlflow-namespace"),
    change: unset(["metadata", "labels", enforce]),
    says: `the namespace must enforce a pod security standard, and a team's namespace restricted, with the label: ${enforce}`,
  },
  {
    rule: "namespaces-deny-by-default",
    breaks: "a namespace without a default deny",
    of: namespace("mlflow-namespace"),
    elsewhere: drop({ type: networkPolicy, name: "mlflow-namespace-default-deny" }),
    says: ["Ingress", "Egress"].map(
      (direction) => `must have a NetworkPolicy for ${direction} with an empty podSelector`,
    ),
  },
  {
    rule: "team-namespaces-without-sidecars",
    breaks: "a team's namespace with sidecars",
    of: vision,
    change: set(["metadata", "labels", "istio-injection"], "enabled"),
    says: "a team's namespace must disable sidecars with the label: istio-injection",
  },
  {
    rule: "teams-have-quotas",
    breaks: "a quota without GPUs",
    of: vision,
    elsewhere: on(
      { type: "kubernetes:core/v1:ResourceQuota", name: "teams-vision-quota" },
      unset(["spec", "hard", "requests.nvidia.com/gpu"]),
    ),
    says: "its ResourceQuota must limit requests.nvidia.com/gpu",
  },
  {
    rule: "teams-have-quotas",
    breaks: "a team's namespace without a LimitRange",
    of: vision,
    elsewhere: drop({ type: "kubernetes:core/v1:LimitRange", name: "teams-vision-limits" }),
    says: "must have a LimitRange",
  },
  {
    rule: "gateway-listeners-have-tls",
    breaks: "a listener for plain HTTP",
    of: { type: "kubernetes:gateway.networking.k8s.io/v1:Gateway", name: "ingress-gateway-gateway" },
    change: set(["spec", "listeners", { name: "models" }, "protocol"], "HTTP"),
    says: "listeners must not use plain HTTP: models",
  },
  {
    rule: "load-balancers-restrict-clients",
    breaks: "a platform Service exposed as a load balancer",
    of: service("mlflow-service"),
    change: set(["spec", "type"], "LoadBalancer"),
    says: "the load balancer must set: service.beta.kubernetes.io/aws-load-balancer-scheme, spec.loadBalancerSourceRanges",
  },
  {
    rule: "no-external-ips",
    breaks: "a Service with externalIPs",
    of: service("mlflow-service"),
    change: set(["spec", "externalIPs"], ["203.0.113.1"]),
    says: "the Service must not claim addresses with: spec.externalIPs",
  },
  {
    rule: "no-open-network-policies",
    breaks: "egress that includes private networks",
    of: { type: networkPolicy, name: "teams-vision-network-internet" },
    change: unset(["spec", "egress", 0, "to", 0, "ipBlock", "except"]),
    says: "the NetworkPolicy must not allow all peers in: egress",
  },
  {
    rule: "no-open-network-policies",
    breaks: "ingress from every namespace",
    of: { type: networkPolicy, name: "teams-vision-network-same-namespace" },
    change: set(["spec", "ingress", 0, "from", 0], { namespaceSelector: {} }),
    says: "the NetworkPolicy must not allow all peers in: ingress",
  },
  {
    rule: "no-external-access-by-teams",
    breaks: "a team's NodePort Service",
    of: service("labels-service"),
    change: set(["spec", "type"], "NodePort"),
    says: "a team's namespace must not expose workloads outside the cluster by: NodePort",
  },
  {
    rule: "no-anonymous-subjects",
    breaks: "a viewer role for all authenticated users",
    of: viewers,
    change: set(["subjects", 0, "name"], "system:authenticated"),
    says: "the binding must not include everyone: system:authenticated",
  },
  {
    rule: "no-built-in-roles-for-teams",
    breaks: "viewers with Kubernetes' role edit",
    of: viewers,
    change: set(["roleRef"], ofCluster("edit")),
    says: "the binding must not use a role that reads Secrets and opens shells: edit",
  },
  {
    rule: "no-cluster-admin-bindings",
    breaks: "an operator with cluster-admin",
    of: { type: roleBinding, name: "kubeflow-operator-role" },
    change: set(["roleRef"], ofCluster("cluster-admin")),
    says: "the binding must not use a role that allows everything: cluster-admin",
  },
  {
    rule: "no-escalating-permissions",
    breaks: "engineers who may open shells",
    of: engineers,
    change: append(["rules"], { apiGroups: [""], resources: ["pods/exec"], verbs: ["create"] }),
    says: "the role must not grant: pods/exec",
  },
  {
    rule: "no-escalating-permissions",
    breaks: "engineers who may read Secrets",
    of: engineers,
    change: append(["rules"], { apiGroups: [""], resources: ["secrets"], verbs: ["get"] }),
    says: "the role must not grant: secrets",
  },
  {
    rule: "no-wildcard-permissions",
    breaks: "engineers with all verbs on jobs",
    of: engineers,
    change: set(["rules", 0, "verbs"], ["*"]),
    says: "the role must not use * in: verbs",
  },
];
