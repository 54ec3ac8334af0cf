import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BuiltObject, builtOne, canBuild, containersOf, Kustomization, podOf } from "../../../support/kustomize";
import { only } from "../../../support/record";
import { applicationType, kustomizeOptionsOf, trainingOperator } from "./trainingOperatorRecord";

/**
 * Upstream's kustomization with our patches, built by the real kustomize if it is installed.
 *
 * Not tested: that the checkout is of the pinned version, and that Argo CD's kustomize is this one.
 */
describe.skipIf(!canBuild("training-operator"))("Training Operator, built by kustomize", () => {
  let upstream: Kustomization;
  let options: ReturnType<typeof kustomizeOptionsOf>;
  let objects: BuiltObject[];

  beforeAll(async () => {
    upstream = new Kustomization("training-operator");
    options = kustomizeOptionsOf(only(await trainingOperator(), applicationType));
    objects = upstream.build(options);
  });
  afterAll(() => upstream?.remove());

  it("is changed by every patch", () => {
    expect(upstream.unhit(options.patches)).toEqual([]);
    // So that the line above would say so.
    const missing = { target: { kind: "Deployment", name: "nobody" }, patch: '[{"op":"remove","path":"/spec"}]' };
    expect(upstream.unhit([missing])).toEqual([missing.target]);
    // A build for each, of CRDs of a megabyte.
  }, 600_000);

  it("contains these objects, without a namespace", () => {
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
      "ClusterRole training-operator",
      "ClusterRoleBinding training-operator",
      "CustomResourceDefinition pytorchjobs.kubeflow.org",
      "CustomResourceDefinition tfjobs.kubeflow.org",
      "Deployment training-operator",
      "Secret training-operator-webhook-cert",
      "Service training-operator",
      "ServiceAccount training-operator",
      "ValidatingWebhookConfiguration validator.training-operator.kubeflow.org",
    ]);
  });

  it("has webhooks for the two kinds only, in the operator's namespace", () => {
    const service = { name: "training-operator", namespace: "kubeflow" };
    expect(
      builtOne(objects, "ValidatingWebhookConfiguration", "validator.training-operator.kubeflow.org"),
    ).toMatchObject({
      webhooks: [
        { name: "validator.pytorchjob.training-operator.kubeflow.org", clientConfig: { service } },
        { name: "validator.tfjob.training-operator.kubeflow.org", clientConfig: { service } },
      ],
    });
  });

  it("grants the operator only permissions of upstream's role", () => {
    const [ours, theirs] = [objects, upstream.build()].map((built) =>
      rightsOf(builtOne(built, "ClusterRole", "training-operator")),
    );
    expect(ours?.filter((right) => !theirs?.includes(right))).toEqual([]);
    expect(ours?.filter((right) => right.includes("secrets") || right.includes("exec"))).toEqual([]);
  });

  it("uses the pinned image from the mirror, and contains no Secret data", () => {
    expect(containersOf(objects).map(({ image }) => image)).toEqual([
      "registry.example/ghcr.io/kubeflow/training-v1/training-operator:v1-93c5489",
    ]);
    expect(builtOne(objects, "Secret", "training-operator-webhook-cert").data).toEqual({});
    const text = JSON.stringify(objects.filter(({ kind }) => kind !== "CustomResourceDefinition"));
    expect(text).not.toMatch(/:latest|minio123|password|12341234/i);
  });

  it("has a restricted pod with upstream's arguments and volumes", () => {
    const pod = podOf(builtOne(objects, "Deployment", "training-operator"));
    expect(pod).toMatchObject({
      serviceAccountName: "training-operator",
      nodeSelector: { "mlops.platform/pool": "system" },
      securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: "RuntimeDefault" } },
      volumes: [
        { name: "wait-container", configMap: { name: "training-operator-pytorch-init" } },
        { name: "cert", secret: { secretName: "training-operator-webhook-cert" } },
      ],
    });
    expect(pod).not.toHaveProperty("automountServiceAccountToken");
    expect(containersOf(objects)).toMatchObject([
      {
        command: ["/manager"],
        args: ["--leader-elect", "--enable-scheme=pytorchjob", "--enable-scheme=tfjob"],
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        },
        volumeMounts: [{ mountPath: "/etc/config" }, { mountPath: "/tmp/k8s-webhook-server/serving-certs" }],
      },
    ]);
  });
});

/** A line for each verb on each resource. */
function rightsOf(role: BuiltObject): string[] {
  const rules: unknown = role.rules;
  return (Array.isArray(rules) ? rules : []).flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group: string) =>
      resources.flatMap((resource: string) => verbs.map((verb: string) => `${group}/${resource} ${verb}`)),
    ),
  );
}
