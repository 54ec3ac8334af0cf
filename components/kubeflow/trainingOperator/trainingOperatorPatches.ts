import { createHash } from "node:crypto";
import type { KustomizePatch } from "../../argoCd/applicationSpec";
import type { IgnoredDifference } from "../../argoCd/argoApplication";
import { restrictedContainer, restrictedSystemPod } from "../../kubernetes/restrictedPod";
import { kubeflowNamespace } from "../kubeflowNamespace";

/** Upstream's name of the operator's Deployment, service account, roles and Service. */
export const operatorName = "training-operator";

/** Labels of the operator's pods, as upstream has them. */
export const operatorPods = { "control-plane": "kubeflow-training-operator" } as const;

/** ConfigMap of the container that PyTorchJobs' workers wait in, and its file, where the operator looks for it. */
export const waitTemplate = { configMap: "training-operator-pytorch-init", file: "initContainer.yaml" } as const;

/** Upstream's Secret of the webhook's certificate, which is empty until the operator has made one. */
const certificateSecret = "training-operator-webhook-cert";

const webhooks = "validator.training-operator.kubeflow.org";

/** What it runs. The rest has its place in Trainer, or in nobody's plans. */
const kinds = ["pytorchjob", "tfjob"] as const;

/** What else upstream brings, and whether a webhook judges it. */
const otherKinds = { jaxjob: true, mpijob: false, paddlejob: true, xgboostjob: true } as const;

export interface TrainingOperatorPatchesArgs {
  readonly replicas: number;
  /** The file in `waitTemplate`: the operator reads it once, so its pods go with it. */
  readonly waitContainer: string;
}

/** Changes to upstream's kustomization, `manifests/overlays/standalone`. */
export function trainingOperatorPatches(args: TrainingOperatorPatchesArgs): KustomizePatch[] {
  return [
    // The program's own has labels and network policies, and outlives the operator.
    removal("v1", "Namespace", kubeflowNamespace),
    ...Object.keys(otherKinds).map((kind) =>
      removal("apiextensions.k8s.io/v1", "CustomResourceDefinition", `${kind}s.kubeflow.org`),
    ),
    webhooksPatch(),
    rolePatch(),
    deploymentPatch(args),
  ];
}

/** What the operator itself writes. */
export const writtenByOperator: readonly IgnoredDifference[] = [
  {
    // The authority of the certificate that it has made.
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

/** A webhook without a kind behind it would still be asked, and answer nothing. */
function webhooksPatch(): KustomizePatch {
  const judged = Object.entries(otherKinds).flatMap(([kind, hasWebhook]) => (hasWebhook ? [kind] : []));
  return {
    target: { kind: "ValidatingWebhookConfiguration", name: webhooks },
    patch: {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingWebhookConfiguration",
      metadata: { name: webhooks },
      webhooks: judged.map((kind) => ({ $patch: "delete", name: `validator.${kind}.training-operator.kubeflow.org` })),
    },
  };
}

/**
 * Upstream's rules that these two kinds need. Not those of MPIJob, which makes roles and runs commands in pods, and not
 * those over every Secret: it reads one, in its own namespace, by a role of the program's.
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
            // While it is away its webhook refuses all of its kinds.
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
