import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { trainingOperatorPatches } from "../../../../components/kubeflow/trainingOperator/trainingOperatorPatches";
import { waitContainer } from "../../../../components/kubeflow/trainingOperator/waitContainer";
import { waitsFor } from "../../../support/graph";
import { all, only } from "../../../support/record";
import { applicationType, kustomizeOptionsOf, trainingOperator } from "./trainingOperatorRecord";

const budgetType = "kubernetes:policy/v1:PodDisruptionBudget";
const monitorType = "kubernetes:monitoring.coreos.com/v1:ServiceMonitor";
const configMapType = "kubernetes:core/v1:ConfigMap";

describe("TrainingOperator", () => {
  it("is upstream's release with the pinned image, and ignores fields that the operator writes", async () => {
    expect(only(await trainingOperator(), applicationType).inputs).toMatchObject({
      metadata: { name: "training-operator" },
      spec: {
        destination: { namespace: "kubeflow" },
        source: {
          repoURL: "https://github.com/kubeflow/trainer",
          targetRevision: "v1.9.4",
          path: "manifests/overlays/standalone",
          kustomize: {
            images: [
              "ghcr.io/kubeflow/training-v1/training-operator=registry.example/ghcr.io/kubeflow/training-v1/training-operator:v1-93c5489",
            ],
          },
        },
        ignoreDifferences: [
          {
            group: "admissionregistration.k8s.io",
            kind: "ValidatingWebhookConfiguration",
            name: "validator.training-operator.kubeflow.org",
            jsonPointers: ["/webhooks/0/clientConfig/caBundle", "/webhooks/1/clientConfig/caBundle"],
          },
          { kind: "Secret", name: "training-operator-webhook-cert", jsonPointers: ["/data"] },
        ],
      },
    });
  });

  it("is created after its policies, role and template, and its monitor after it", async () => {
    const resources = await trainingOperator();
    const application = only(resources, applicationType);
    const earlier = [
      ...all(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy"),
      only(resources, "kubernetes:rbac.authorization.k8s.io/v1:Role"),
      only(resources, "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding"),
      only(resources, configMapType),
    ];
    for (const one of earlier) expect(waitsFor(resources, application, one)).toBe(true);
    for (const one of [only(resources, budgetType), only(resources, monitorType)]) {
      expect(waitsFor(resources, one, application)).toBe(true);
    }
  });

  it("may watch Secrets and write leases in its own namespace only, and write only the Secret of its certificate", async () => {
    const resources = await trainingOperator();
    expect(only(resources, "kubernetes:rbac.authorization.k8s.io/v1:Role").inputs).toMatchObject({
      metadata: { namespace: "kubeflow" },
      rules: [
        { apiGroups: [""], resources: ["secrets"], verbs: ["list", "watch"] },
        {
          apiGroups: [""],
          resources: ["secrets"],
          resourceNames: ["training-operator-webhook-cert"],
          verbs: ["get", "update"],
        },
        { apiGroups: ["coordination.k8s.io"], resources: ["leases"], verbs: ["create", "get", "update"] },
      ],
    });
    expect(only(resources, "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding").inputs).toMatchObject({
      roleRef: { kind: "Role", name: "training-operator-own" },
      subjects: [{ kind: "ServiceAccount", name: "training-operator", namespace: "kubeflow" }],
    });
  });

  it("has network policies for its own pods only, because it shares its namespace", async () => {
    const resources = await trainingOperator();
    const policy = "o-network-from-api-server";
    expect(only(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy", policy).inputs.spec).toMatchObject({
      podSelector: { matchLabels: { "control-plane": "kubeflow-training-operator" } },
      ingress: [{ ports: [{ protocol: "TCP", port: 9443 }] }],
    });
  });

  it("creates no disruption budget with one replica, and no ServiceMonitor if they are off", async () => {
    const resources = await trainingOperator(1, false);
    expect([...all(resources, budgetType), ...all(resources, monitorType)]).toEqual([]);
    const { patches } = kustomizeOptionsOf(only(resources, applicationType));
    expect(patches.find(({ target }) => target.kind === "Deployment")?.patch).toContain('"replicas":1');
  });
});

describe("trainingOperatorPatches", () => {
  const targets = trainingOperatorPatches({ replicas: 2, waitContainer: "" }).map(({ target }) => target);

  it("remove the namespace and unused kinds, and change the rest", () => {
    expect(targets.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "Namespace kubeflow",
      "CustomResourceDefinition jaxjobs.kubeflow.org",
      "CustomResourceDefinition mpijobs.kubeflow.org",
      "CustomResourceDefinition paddlejobs.kubeflow.org",
      "CustomResourceDefinition xgboostjobs.kubeflow.org",
      "ValidatingWebhookConfiguration validator.training-operator.kubeflow.org",
      "ClusterRole training-operator",
      "Deployment training-operator",
    ]);
  });

  it("change with the init container of workers, which the operator reads only once", () => {
    const digests = ["one", "other"].map((text) =>
      JSON.stringify(trainingOperatorPatches({ replicas: 2, waitContainer: text })),
    );
    expect(digests[0]).not.toBe(digests[1]);
  });
});

describe("waitContainer", () => {
  it("is one container that meets the standard restricted, regardless of the pod", () => {
    const template = waitContainer("registry.example/alpine:1");
    expect(parse(template)).toMatchObject([
      {
        name: "init-pytorch",
        image: "registry.example/alpine:1",
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
          runAsNonRoot: true,
          runAsUser: 65532,
          seccompProfile: { type: "RuntimeDefault" },
        },
        resources: { requests: { cpu: "10m", memory: "16Mi" }, limits: { memory: "32Mi" } },
      },
    ]);
    // What the operator fills in. Its template is one of HTML: it would escape within what looks like a tag.
    expect(template).toContain('if getent hosts "{{.MasterAddr}}"; then exit 0; fi');
    expect(template).toContain("seq {{.MaxTries}}");
    expect(template).not.toMatch(/[<>&]/);
  });

  it("is in the ConfigMap that the operator reads", async () => {
    const { inputs } = only(await trainingOperator(), configMapType);
    const image = "registry.example/public.ecr.aws/docker/library/alpine:3.22.4";
    expect(inputs).toMatchObject({
      metadata: { name: "training-operator-pytorch-init", namespace: "kubeflow" },
      data: { "initContainer.yaml": waitContainer(image) },
    });
  });
});
