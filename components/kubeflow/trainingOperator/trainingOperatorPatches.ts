import { createHash } from "node:crypto";
import type { KustomizePatch } from "../../argoCd/applicationSpec";
import type { IgnoredDifference } from "../../argoCd/argoApplication";
import { restrictedContainer, restrictedSystemPod } from "../../kubernetes/restrictedPod";
import { kubeflowNamespace } from "../kubeflowNamespace";

/** Name of the operator's Deployment, service account, roles and Service in the kustomization. */
export const operatorName = "training-operator";

/** Labels of the operator's pods in the kustomization. */
export const operatorPods = { "control-plane": "kubeflow-training-operator" } as const;

/** ConfigMap and file of the init container of PyTorchJob workers, at the path that the operator reads. */
export const waitTemplate = { configMap: "training-operator-pytorch-init", file: "initContainer.yaml" } as const;

/** Secret of the webhook's certificate, which the operator fills. */
export const certificateSecret = "training-operator-webhook-cert";

const webhooks = "validator.training-operator.kubeflow.org";

/** Kinds that are installed. */
const kinds = ["pytorchjob", "tfjob"] as const;

/** Kinds of the kustomization that are removed, and whether a webhook validates them. */
const otherKinds = { jaxjob: true, mpijob: false, paddlejob: true, xgboostjob: true } as const;

/** Arguments of `trainingOperatorPatches`. */
export interface TrainingOperatorPatchesArgs {
  /** Replicas of the operator. One replica is active; upstream's default is 1. */
  readonly replicas: number;
  /**
   * Content of the file in `waitTemplate`. The operator reads the file once, so that a change must replace its pods.
   */
  readonly waitContainer: string;
}

/** Patches of upstream's kustomization `manifests/overlays/standalone`. */
export function trainingOperatorPatches(args: TrainingOperatorPatchesArgs): KustomizePatch[] {
  return [
    // The program creates the namespace, with labels and network policies.
    removal("v1", "Namespace", kubeflowNamespace),
    ...Object.keys(otherKinds).map((kind) =>
      removal("apiextensions.k8s.io/v1", "CustomResourceDefinition", `${kind}s.kubeflow.org`),
    ),
    webhooksPatch(),
    rolePatch(),
    deploymentPatch(args),
  ];
}

/** Fields that the operator writes. */
export const writtenByOperator: readonly IgnoredDifference[] = [
  {
    // The authority of its certificate.
    group: "admissionregistration.k8s.io",
    kind: "ValidatingWebhookConfiguration",
    name: webhooks,
    jsonPointers: kinds.map((_, index) => `/webhooks/${index}/clientConfig/caBundle`),
  },
  // The certificate and its key.
  { kind: "Secret", name: certificateSecret, jsonPointers: ["/data"] },
];

function removal(apiVersion: string, kind: string, name: string): KustomizePatch {
  return { target: { kind, name }, patch: { $patch: "delete", apiVersion, kind, metadata: { name } } };
}

/** Removes webhooks of kinds that are not installed. */
function webhooksPatch(): KustomizePatch {
  const validatedKinds = Object.entries(otherKinds).flatMap(([kind, hasWebhook]) => (hasWebhook ? [kind] : []));
  return {
    target: { kind: "ValidatingWebhookConfiguration", name: webhooks },
    patch: {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingWebhookConfiguration",
      metadata: { name: webhooks },
      webhooks: validatedKinds.map((kind) => ({
        $patch: "delete",
        name: `validator.${kind}.training-operator.kubeflow.org`,
      })),
    },
  };
}

/**
 * Upstream's permissions, reduced to those that these two kinds need. Not included: those of MPIJob, which creates
 * roles and runs commands in pods, and access to all Secrets. The program grants it access to its own Secret.
 */
function rolePatch(): KustomizePatch {
  const all = ["create", "delete", "get", "list", "patch", "update", "watch"];
  const jobs = kinds.map((kind) => `${kind}s`);
  const subresources = (name: string) => jobs.map((job) => `${job}/${name}`);
  const rule = (group: string, resources: string[], verbs: string[]) => ({ apiGroups: [group], resources, verbs });
  const configurations = ["validatingwebhookconfigurations"];
  const rules = [
    rule("", ["pods", "events"], all),
    rule("", ["services"], ["create", "delete", "get", "list", "watch"]),
    rule("autoscaling", ["horizontalpodautoscalers"], all),
    rule("kubeflow.org", jobs, all),
    rule("kubeflow.org", subresources("finalizers"), ["update"]),
    rule("kubeflow.org", subresources("status"), ["get", "patch", "update"]),
    rule("admissionregistration.k8s.io", configurations, ["get", "list", "watch"]),
    { ...rule("admissionregistration.k8s.io", configurations, ["update"]), resourceNames: [webhooks] },
  ];
  return {
    target: { kind: "ClusterRole", name: operatorName },
    patch: [{ op: "replace", path: "/rules", value: rules }],
  };
}

function deploymentPatch({ replicas, waitContainer }: TrainingOperatorPatchesArgs): KustomizePatch {
  const { automountServiceAccountToken: _, ...pod } = restrictedSystemPod(65532);
  return {
    target: { kind: "Deployment", name: operatorName },
    patch: {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: operatorName },
      spec: {
        replicas,
        template: {
          metadata: { annotations: { "mlops.platform/wait-container": digestOf(waitContainer) } },
          spec: {
            ...pod,
            // While no replica runs, its webhook rejects all of its kinds.
            priorityClassName: "system-cluster-critical",
            containers: [
              {
                name: operatorName,
                args: ["--leader-elect", ...kinds.map((kind) => `--enable-scheme=${kind}`)],
                resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
                securityContext: restrictedContainer,
                volumeMounts: [{ name: "wait-container", mountPath: "/etc/config", readOnly: true }],
              },
            ],
            volumes: [{ name: "wait-container", configMap: { name: waitTemplate.configMap } }],
          },
        },
      },
    },
  };
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
