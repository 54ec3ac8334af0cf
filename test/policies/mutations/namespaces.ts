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
    defect: "a team's namespace that enforces baseline",
    target: vision,
    change: set(["metadata", "labels", enforce], "baseline"),
    message: `the namespace must enforce a pod security standard, and a team's namespace restricted, with the label: ${enforce}`,
  },
  {
    rule: "namespace-pod-security",
    defect: "a platform namespace that enforces no standard",
    target: namespace("mlflow-namespace"),
    change: unset(["metadata", "labels", enforce]),
    message: `the namespace must enforce a pod security standard, and a team's namespace restricted, with the label: ${enforce}`,
  },
  {
    rule: "namespaces-deny-by-default",
    defect: "a namespace without a default deny",
    target: namespace("mlflow-namespace"),
    mutate: drop({ type: networkPolicy, name: "mlflow-namespace-default-deny" }),
    message: ["Ingress", "Egress"].map(
      (direction) => `must have a NetworkPolicy for ${direction} with an empty podSelector`,
    ),
  },
  {
    rule: "team-namespaces-without-sidecars",
    defect: "a team's namespace with sidecars",
    target: vision,
    change: set(["metadata", "labels", "istio-injection"], "enabled"),
    message: "a team's namespace must disable sidecars with the label: istio-injection",
  },
  {
    rule: "teams-have-quotas",
    defect: "a quota without GPUs",
    target: vision,
    mutate: on(
      { type: "kubernetes:core/v1:ResourceQuota", name: "teams-vision-quota" },
      unset(["spec", "hard", "requests.nvidia.com/gpu"]),
    ),
    message: "its ResourceQuota must limit requests.nvidia.com/gpu",
  },
  {
    rule: "teams-have-quotas",
    defect: "a team's namespace without a LimitRange",
    target: vision,
    mutate: drop({ type: "kubernetes:core/v1:LimitRange", name: "teams-vision-limits" }),
    message: "must have a LimitRange",
  },
  {
    rule: "gateway-listeners-have-tls",
    defect: "a listener for plain HTTP",
    target: { type: "kubernetes:gateway.networking.k8s.io/v1:Gateway", name: "ingress-gateway-gateway" },
    change: set(["spec", "listeners", { name: "models" }, "protocol"], "HTTP"),
    message: "listeners must not use plain HTTP: models",
  },
  {
    rule: "load-balancers-restrict-clients",
    defect: "a platform Service exposed as a load balancer",
    target: service("mlflow-service"),
    change: set(["spec", "type"], "LoadBalancer"),
    message:
      "the load balancer must set: service.beta.kubernetes.io/aws-load-balancer-scheme, spec.loadBalancerSourceRanges",
  },
  {
    rule: "no-external-ips",
    defect: "a Service with externalIPs",
    target: service("mlflow-service"),
    change: set(["spec", "externalIPs"], ["203.0.113.1"]),
    message: "the Service must not claim addresses with: spec.externalIPs",
  },
  {
    rule: "no-open-network-policies",
    defect: "egress that includes private networks",
    target: { type: networkPolicy, name: "teams-vision-network-internet" },
    change: unset(["spec", "egress", 0, "to", 0, "ipBlock", "except"]),
    message: "the NetworkPolicy must not allow all peers in: egress",
  },
  {
    rule: "no-open-network-policies",
    defect: "ingress from every namespace",
    target: { type: networkPolicy, name: "teams-vision-network-same-namespace" },
    change: set(["spec", "ingress", 0, "from", 0], { namespaceSelector: {} }),
    message: "the NetworkPolicy must not allow all peers in: ingress",
  },
  {
    rule: "no-external-access-by-teams",
    defect: "a team's NodePort Service",
    target: service("labels-service"),
    change: set(["spec", "type"], "NodePort"),
    message: "a team's namespace must not expose workloads outside the cluster by: NodePort",
  },
  {
    rule: "no-anonymous-subjects",
    defect: "a viewer role for all authenticated users",
    target: viewers,
    change: set(["subjects", 0, "name"], "system:authenticated"),
    message: "the binding must not include everyone: system:authenticated",
  },
  {
    rule: "no-built-in-roles-for-teams",
    defect: "viewers with Kubernetes' role edit",
    target: viewers,
    change: set(["roleRef"], ofCluster("edit")),
    message: "the binding must not use a role that reads Secrets and opens shells: edit",
  },
  {
    rule: "no-cluster-admin-bindings",
    defect: "an operator with cluster-admin",
    target: { type: roleBinding, name: "kubeflow-operator-role" },
    change: set(["roleRef"], ofCluster("cluster-admin")),
    message: "the binding must not use a role that allows everything: cluster-admin",
  },
  {
    rule: "no-escalating-permissions",
    defect: "engineers who may open shells",
    target: engineers,
    change: append(["rules"], { apiGroups: [""], resources: ["pods/exec"], verbs: ["create"] }),
    message: "the role must not grant: pods/exec",
  },
  {
    rule: "no-escalating-permissions",
    defect: "engineers who may read Secrets",
    target: engineers,
    change: append(["rules"], { apiGroups: [""], resources: ["secrets"], verbs: ["get"] }),
    message: "the role must not grant: secrets",
  },
  {
    rule: "no-secrets-of-all-namespaces",
    defect: "a controller that may read Secrets",
    target: { type: "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole", name: "flagger-namespace-role" },
    change: append(["rules"], { apiGroups: [""], resources: ["secrets"], verbs: ["get"] }),
    message: "the ClusterRole should not read in every namespace: secrets",
  },
  {
    rule: "no-wildcard-permissions",
    defect: "engineers with all verbs on jobs",
    target: engineers,
    change: set(["rules", 0, "verbs"], ["*"]),
    message: "the role must not use * in: verbs",
  },
];
