/** Objects of the platform's own that break a rule for good. */
export interface Exemption {
  readonly rules: readonly string[];
  /** Empty for what is in none. */
  readonly namespace: string;
  /** How the object's name begins, and those of the pods that come of it. */
  readonly name: string;
  /** Why, for whoever reviews it. */
  readonly reason: string;
}

/**
 * What upstream's charts cannot do without. Names rather than labels: labels can be forged, and a team makes nothing in
 * these namespaces, nor anything that is in none. What the values of a chart could mend is not here.
 */
export const exemptions: readonly Exemption[] = [
  {
    rules: ["no-host-namespaces", "no-host-paths"],
    namespace: "node-agents-system",
    name: "kube-prometheus-stack-prometheus-node-exporter",
    reason: "it measures the node itself: its network, its processes, and its disks, mounted to be read only",
  },
  {
    rules: ["no-host-paths", "runs-as-non-root", "capabilities-dropped"],
    namespace: "node-agents-system",
    name: "dcgm-exporter",
    reason:
      "the kubelet tells which pod has which GPU over a socket in a folder of the node that is root's, and a GPU's profiling counters are read with SYS_ADMIN",
  },
  {
    rules: ["image-registries", "no-moving-tags"],
    namespace: "istio-ingress",
    name: "ingress-gateway",
    reason: "its image is the word auto, in whose place Istio's injector puts the image of the mesh",
  },
  {
    rules: ["no-anonymous-subjects"],
    namespace: "kubeflow-system",
    name: "kubeflow-trainer-public",
    reason: "whoever trains asks the trainer for its version: the Role reads that one ConfigMap",
  },
  {
    rules: ["no-wildcard-permissions"],
    namespace: "",
    name: "argocd-application-controller",
    reason: "it applies whatever the platform's Applications hold, CRDs and permissions among it",
  },
  {
    rules: ["no-wildcard-permissions"],
    namespace: "",
    name: "kube-prometheus-stack-operator",
    reason:
      "the chart's own template: all verbs on its own kinds and on what it makes of them, Secrets of every namespace among it",
  },
  {
    rules: ["no-wildcard-permissions"],
    namespace: "",
    name: "istiod-clusterrole-istio-system",
    reason: "the chart's own template: it watches all kinds of Istio's and of Gateway API's groups",
  },
  {
    rules: ["no-secrets-of-all-namespaces"],
    namespace: "",
    name: "istiod-clusterrole-istio-system",
    reason: "it serves the certificates that Gateways of any namespace name",
  },
  {
    rules: ["no-secrets-of-all-namespaces"],
    namespace: "",
    name: "cert-manager-",
    reason: "it keeps certificates and the keys of issuers in Secrets beside whoever asks for them",
  },
  {
    rules: ["no-secrets-of-all-namespaces"],
    namespace: "",
    name: "external-secrets-controller",
    reason: "it writes the Secrets of every team, and reads them to see whether they still are as they should",
  },
  {
    rules: ["no-secrets-of-all-namespaces"],
    namespace: "",
    name: "kserve-manager-role",
    reason: "it reads the credentials of a model's storage in the namespace of the model",
  },
  {
    rules: ["no-secrets-of-all-namespaces"],
    namespace: "",
    name: "kubeflow-trainer-controller-manager",
    reason: "it makes the keys by which the pods of a job find each other, in the namespace of the job",
  },
];
