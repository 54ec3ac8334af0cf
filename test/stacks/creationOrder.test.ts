import { beforeAll, describe, expect, it } from "vitest";
import { releaseType } from "../../core/graph/graph";
import type { Registration } from "../../core/graph/registration";
import { loadStandIns } from "../../sandbox/charts/standIns";
import { waitsFor } from "../support/graph";
import { type Expectation, expectedOrder, isCustom, kindOfObject, kindsOnlyReleases } from "../support/order";
import { environments, planStack } from "../support/plan";
import { all } from "../support/record";

/**
 * Order that facts and stand-ins cannot express. By the end of a logical name, or by `group/Kind` for all objects of a
 * kind.
 */
const further: readonly { readonly later: string; readonly after: readonly string[]; readonly why: string }[] = [
  { later: "argoproj.io/Application", after: ["argo-cd-platform"], why: "its project lists what it may install" },
  {
    later: "gateway.networking.k8s.io/Gateway",
    after: ["istio-istiod", "ingress-gateway-certificate"],
    why: "istiod gives it its state, and its listener serves a certificate",
  },
  {
    later: "gateway.networking.k8s.io/HTTPRoute",
    after: ["istio-istiod", "ingress-gateway-gateway"],
    why: "istiod gives it its state, and the Gateway is its parent",
  },
  {
    later: "serving.kserve.io/InferenceService",
    after: ["kserve-runtimes", "ingress-gateway-gateway"],
    why: "a runtime serves its format, and KServe makes a route of the Gateway for it",
  },
  { later: "trainer.kubeflow.org/TrainJob", after: ["kubeflow-runtimes-torch"], why: "it names its runtime" },
  { later: "istio-istiod", after: ["gateway-api-application"], why: "it looks for the kinds when it starts" },
  { later: "ingress-gateway-chart", after: ["istio-istiod"], why: "the injector gives its pods their image" },
  {
    later: "kserve-controller",
    after: ["gateway-api-application"],
    why: "it looks for the kinds when it starts",
  },
  {
    later: "observability-stack",
    after: ["cluster-aws-ebs-csi-driver"],
    why: "the driver creates and deletes its volumes",
  },
  {
    later: "observability-grafana-chart",
    after: ["observability-stack", "cluster-aws-ebs-csi-driver"],
    why: "it shows what Prometheus has, and the driver makes its volume",
  },
];

const standIns = await loadStandIns();

describe.each(environments)("in %s", (stack) => {
  let resources: Registration[] = [];

  beforeAll(async () => {
    resources = await planStack(stack);
  });

  function named(suffix: string): Registration[] {
    return resources.filter(({ name, custom }) => custom && name === `mlops-${stack}-${suffix}`);
  }

  function later(suffixOrKind: string): Registration[] {
    const isKind = suffixOrKind.includes("/");
    return isKind ? resources.filter((object) => kindOfObject(object) === suffixOrKind) : named(suffixOrKind);
  }

  function tooEarly(expectations: readonly Expectation[]): string[] {
    return expectations
      .filter((one) => !waitsFor(resources, one.later, one.earlier))
      .map((one) => `${one.later.name} does not come after ${one.earlier.name}: ${one.why}`);
  }

  it("objects and releases come after the charts that define, validate and control them", () => {
    const { expectations, problems } = expectedOrder(resources, standIns);
    expect(problems).toEqual([]);
    expect(tooEarly(expectations)).toEqual([]);
    const ordered = new Set(expectations.map((one) => one.later));
    expect(resources.filter((object) => isCustom(object) && !ordered.has(object)).map(({ name }) => name)).toEqual([]);
    expect(ordered.size).toBeGreaterThan(20);
  });

  it.each(further)("$later comes after $after: $why", ({ later: what, after, why }) => {
    for (const suffix of after) {
      const [all, needed] = [later(what), named(suffix)];
      expect([suffix, needed.length, all.length > 0]).toEqual([suffix, 1, true]);
      expect(tooEarly(all.flatMap((one) => needed.map((earlier) => ({ later: one, earlier, why }))))).toEqual([]);
    }
  });

  it("resources that EKS creates in the cluster depend on it", () => {
    const [cluster, ...others] = all(resources, "aws:eks/cluster:Cluster");
    expect(others).toEqual([]);
    const inCluster = resources.filter(({ inputs, custom }) => custom && inputs.clusterName !== undefined);
    const types = new Set(inCluster.map(({ type }) => type.split(":").at(-1)));
    expect([...types].sort()).toEqual([
      "AccessEntry",
      "AccessPolicyAssociation",
      "Addon",
      "NodeGroup",
      "PodIdentityAssociation",
    ]);
    const early = inCluster.filter((resource) => cluster && !waitsFor(resources, resource, cluster));
    expect(early.map(({ name }) => name)).toEqual([]);
  });

  it("charts with only kinds depend on no other chart", () => {
    const kindsOnly = kindsOnlyReleases(resources);
    expect(kindsOnly.length).toBeGreaterThan(2);
    const waits = kindsOnly.flatMap((release) =>
      all(resources, releaseType)
        .filter((other) => waitsFor(resources, release, other))
        .map((other) => `${release.name} waits for ${other.name}`),
    );
    expect(waits).toEqual([]);
  });

  it("no Service of the program has a load balancer", () => {
    const services = all(resources, "kubernetes:core/v1:Service");
    expect(services.length).toBeGreaterThan(0);
    expect(services.filter(({ inputs }) => Object(inputs.spec).type === "LoadBalancer")).toEqual([]);
  });

  it("everything in a namespace of the program comes after it, and after its network policies", () => {
    for (const namespace of all(resources, "kubernetes:core/v1:Namespace")) {
      const name = Object(namespace.inputs.metadata).name;
      const inside = resources.filter(
        ({ type, inputs }) => type.startsWith("kubernetes:") && Object(inputs.metadata).namespace === name,
      );
      const before = inside.filter((object) => !waitsFor(resources, object, namespace));
      expect([name, inside.length > 0, before.map((object) => object.name)]).toEqual([name, true, []]);
    }
  });

  it("namespaces of teams come after all guardrails, and no guardrail after nodes", () => {
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
    // All are equal: test/components/guardrails tests that each depends on its own policy only.
    expect(nodes.filter((node) => first && waitsFor(resources, first, node)).map(({ name }) => name)).toEqual([]);
  });

  it("pods come after the policies that close their namespace", () => {
    const policies = all(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy");
    const creators = ["apps/v1:Deployment", "batch/v1:Job", "helm.sh/v3:Release"].flatMap((kind) =>
      all(resources, `kubernetes:${kind}`),
    );
    const open = creators.flatMap((creator) => {
      const namespace = Object(creator.inputs.metadata).namespace ?? creator.inputs.namespace;
      const closing = policies.filter(({ inputs }) => {
        const { podSelector, policyTypes } = Object(inputs.spec);
        const everything = Object.keys(Object(podSelector)).length === 0 && Object(policyTypes).length === 2;
        return everything && Object(inputs.metadata).namespace === namespace;
      });
      return closing.some((policy) => waitsFor(resources, creator, policy)) ? [] : [[creator.name, namespace]];
    });
    // The platform has no policy for all pods of the namespace of Kubernetes' own services.
    expect(open.filter(([, namespace]) => namespace !== "kube-system")).toEqual([]);
  });
});
