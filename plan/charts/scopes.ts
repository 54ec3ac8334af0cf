import { isJsonObject, type JsonObject } from "../../core/json/json";
import { objectOf } from "../../core/json/reading";

/** Cluster-scoped kinds of Kubernetes and of widespread extensions, as `<group>/<kind>`. */
const clusterKinds = [
  "/Namespace",
  "/Node",
  "/PersistentVolume",
  "admissionregistration.k8s.io/MutatingAdmissionPolicy",
  "admissionregistration.k8s.io/MutatingAdmissionPolicyBinding",
  "admissionregistration.k8s.io/MutatingWebhookConfiguration",
  "admissionregistration.k8s.io/ValidatingAdmissionPolicy",
  "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
  "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
  "apiextensions.k8s.io/CustomResourceDefinition",
  "apiregistration.k8s.io/APIService",
  "certificates.k8s.io/CertificateSigningRequest",
  "flowcontrol.apiserver.k8s.io/FlowSchema",
  "flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration",
  "gateway.networking.k8s.io/GatewayClass",
  "networking.k8s.io/IngressClass",
  "node.k8s.io/RuntimeClass",
  "rbac.authorization.k8s.io/ClusterRole",
  "rbac.authorization.k8s.io/ClusterRoleBinding",
  "resource.k8s.io/DeviceClass",
  "scheduling.k8s.io/PriorityClass",
  "storage.k8s.io/CSIDriver",
  "storage.k8s.io/CSINode",
  "storage.k8s.io/StorageClass",
  "storage.k8s.io/VolumeAttachment",
  "storage.k8s.io/VolumeAttributesClass",
];

/** Cluster-scoped kinds: the well-known ones, and those that CRDs among these objects define. */
export function clusterScoped(objects: readonly JsonObject[]): ReadonlySet<string> {
  const defined = objects
    .filter(({ kind }) => kind === "CustomResourceDefinition")
    .flatMap(({ spec }) => {
      const { group, names, scope } = objectOf(spec);
      return scope === "Cluster" && isJsonObject(names) ? [`${group}/${names.kind}`] : [];
    });
  return new Set([...clusterKinds, ...defined]);
}

/** `apps/Deployment`; `/Service` for the core group. */
export function groupAndKind({ apiVersion, kind }: JsonObject): string {
  const [group = "", version] = String(apiVersion).split("/");
  return `${version === undefined ? "" : group}/${kind}`;
}
