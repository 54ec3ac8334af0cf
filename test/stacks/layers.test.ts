import { beforeAll, describe, expect, it } from "vitest";
import type { Registration } from "../../core/graph/registration";
import { waitsFor } from "../support/graph";
import { environments, planStack } from "../support/plan";
import { all } from "../support/record";

/**
 * What has to work while there is an object of a kind: its CRD, the webhook that judges it, the controller that clears its
 * finalizer. By the end of its logical name. It comes before all of them, and goes after them.
 */
const owners: Readonly<Record<string, readonly string[]>> = {
  "argoproj.io/v1alpha1:AppProject": ["argo-cd-chart"],
  "argoproj.io/v1alpha1:Application": ["argo-cd-chart", "argo-cd-platform"],
  "cert-manager.io/v1:Certificate": ["cert-manager-chart"],
  "cert-manager.io/v1:ClusterIssuer": ["cert-manager-chart"],
  "external-secrets.io/v1:SecretStore": ["external-secrets-chart"],
  "gateway.networking.k8s.io/v1:Gateway": ["gateway-api-application", "istio-istiod", "cert-manager-chart"],
  "gateway.networking.k8s.io/v1:HTTPRoute": ["gateway-api-application", "istio-istiod", "ingress-gateway-gateway"],
  "karpenter.k8s.aws/v1:EC2NodeClass": ["compute-karpenter-chart"],
  "karpenter.sh/v1:NodePool": ["compute-karpenter-chart"],
  "monitoring.coreos.com/v1:PodMonitor": ["monitoring-crds-chart"],
  "monitoring.coreos.com/v1:PrometheusRule": ["monitoring-crds-chart", "observability-stack"],
  "monitoring.coreos.com/v1:ServiceMonitor": ["monitoring-crds-chart"],
  "serving.kserve.io/v1alpha1:ClusterStorageContainer": ["kserve-crd", "kserve-controller"],
  "serving.kserve.io/v1beta1:InferenceService": ["kserve-controller", "kserve-runtimes", "ingress-gateway-gateway"],
  "trainer.kubeflow.org/v1alpha1:ClusterTrainingRuntime": ["kubeflow-trainer-chart"],
  "trainer.kubeflow.org/v1alpha1:TrainJob": ["kubeflow-trainer-chart", "kubeflow-runtimes-torch"],
};

/** What a chart cannot be installed without, or be taken away before. */
const chartsAfter: Readonly<Record<string, readonly string[]>> = {
  "cert-manager-chart": ["monitoring-crds-chart"],
  "external-secrets-chart": ["cert-manager-chart", "monitoring-crds-chart"],
  // Its Service is of type LoadBalancer.
  "ingress-gateway-chart": ["load-balancer-controller-chart", "istio-istiod"],
  "istio-istiod": ["gateway-api-application", "istio-base"],
  "kserve-controller": ["kserve-crd", "cert-manager-chart", "gateway-api-application", "ingress-gateway-gateway"],
  "kserve-runtimes": ["kserve-controller"],
  "load-balancer-controller-chart": ["cert-manager-chart", "monitoring-crds-chart"],
  "observability-grafana-chart": ["observability-stack", "cluster-aws-ebs-csi-driver"],
  "observability-stack": ["monitoring-crds-chart", "cluster-aws-ebs-csi-driver"],
};

describe.each(environments)("in %s", (stack) => {
  let resources: Registration[] = [];

  beforeAll(async () => {
    resources = await planStack(stack);
  });

  function named(suffix: string): Registration[] {
    return resources.filter(({ name, custom }) => custom && name === `mlops-${stack}-${suffix}`);
  }

  function tooEarly(later: readonly Registration[], owner: string): string[] {
    const earlier = named(owner);
    expect([owner, earlier.length > 0, later.length > 0]).toEqual([owner, true, true]);
    return later.filter((one) => !earlier.some((other) => waitsFor(resources, one, other))).map(({ name }) => name);
  }

  it.each(Object.entries(owners))("%s comes after what owns it", (kind, needed) => {
    const objects = all(resources, `kubernetes:${kind}`);
    for (const owner of needed) {
      expect([owner, tooEarly(objects, owner)]).toEqual([owner, []]);
    }
  });

  it("knows the owner of every kind that Kubernetes does not have by itself", () => {
    const builtIn =
      /^kubernetes:(core|apps|batch|rbac\.authorization\.k8s\.io|networking\.k8s\.io|policy|autoscaling|storage\.k8s\.io|scheduling\.k8s\.io|apiextensions\.k8s\.io|admissionregistration\.k8s\.io|helm\.sh)\//;
    const custom = resources
      .map(({ type }) => type)
      .filter((type) => type.startsWith("kubernetes:") && !builtIn.test(type));
    expect([...new Set(custom)].sort()).toEqual(
      Object.keys(owners)
        .map((kind) => `kubernetes:${kind}`)
        .sort(),
    );
  });

  it.each(Object.entries(chartsAfter))("the chart %s comes after what it needs", (chart, needed) => {
    for (const earlier of needed) expect([earlier, tooEarly(named(chart), earlier)]).toEqual([earlier, []]);
  });

  it("no Service of the program's own asks for a load balancer", () => {
    const services = all(resources, "kubernetes:core/v1:Service");
    expect(services.length).toBeGreaterThan(0);
    expect(services.filter(({ inputs }) => Object(inputs.spec).type === "LoadBalancer")).toEqual([]);
  });

  it("everything in a namespace of the program's comes after it, and after what closes it", () => {
    for (const namespace of all(resources, "kubernetes:core/v1:Namespace")) {
      const name = Object(namespace.inputs.metadata).name;
      const inside = resources.filter(
        ({ type, inputs }) => type.startsWith("kubernetes:") && Object(inputs.metadata).namespace === name,
      );
      const before = inside.filter((object) => !waitsFor(resources, object, namespace));
      expect([name, inside.length > 0, before.map((object) => object.name)]).toEqual([name, true, []]);
    }
  });

  it("namespaces of teams come after every guardrail, and no guardrail after nodes", () => {
    const guardrails = [
      ...all(resources, "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy"),
      ...all(resources, "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding"),
    ];
    expect(guardrails.length).toBeGreaterThan(100);
    const isTeams = ({ inputs }: Registration) =>
      Object(Object(inputs.metadata).labels)["mlops.platform/team"] !== undefined;
    const teams = all(resources, "kubernetes:core/v1:Namespace").filter(isTeams);
    expect(teams.map(({ inputs }) => Object(inputs.metadata).name)).toEqual(
      stack === "prod" ? ["risk", "vision"] : ["vision"],
    );
    for (const namespace of teams) {
      const missing = guardrails.filter((guardrail) => !waitsFor(resources, namespace, guardrail));
      expect([namespace.name, missing.map(({ name }) => name)]).toEqual([namespace.name, []]);
    }
    const nodes = ["aws:eks/nodeGroup:NodeGroup", "kubernetes:helm.sh/v3:Release"].flatMap((type) =>
      all(resources, type),
    );
    expect(nodes.length).toBeGreaterThan(1);
    const [first] = guardrails;
    // All alike: test/components/guardrails shows that each waits for its own policy alone.
    expect(nodes.filter((node) => first && waitsFor(resources, first, node)).map(({ name }) => name)).toEqual([]);
  });

  it("pods come after the policies that close their namespace", () => {
    const policies = all(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy");
    const makers = ["apps/v1:Deployment", "batch/v1:Job", "helm.sh/v3:Release"].flatMap((kind) =>
      all(resources, `kubernetes:${kind}`),
    );
    const open = makers.flatMap((maker) => {
      const namespace = Object(maker.inputs.metadata).namespace ?? maker.inputs.namespace;
      const closing = policies.filter(({ inputs }) => {
        const { podSelector, policyTypes } = Object(inputs.spec);
        const everything = Object.keys(Object(podSelector)).length === 0 && Object(policyTypes).length === 2;
        return everything && Object(inputs.metadata).namespace === namespace;
      });
      return closing.some((policy) => waitsFor(resources, maker, policy)) ? [] : [[maker.name, namespace]];
    });
    // The namespace of Kubernetes' own services has no policy of ours for all its pods.
    expect(open.filter(([, namespace]) => namespace !== "kube-system")).toEqual([]);
  });
});
