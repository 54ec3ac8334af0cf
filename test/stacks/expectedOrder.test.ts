import { describe, expect, it } from "vitest";
import type { StandIn } from "../../core/charts/standIn";
import { loadStandIns } from "../../sandbox/charts/standIns";
import { release } from "../support/charts";
import { expectedOrder } from "../support/order";
import { resource } from "../support/registration";

const standIns = await loadStandIns();
const crd = release("prometheus-operator-crds");
const stack = release("kube-prometheus-stack");
const alert = resource("kubernetes:monitoring.coreos.com/v1:PrometheusRule", {}, { name: "alert" });

const texts = (...resources: ReturnType<typeof resource>[]) =>
  expectedOrder(resources, standIns).expectations.map(
    ({ later, earlier, why }) => `${later.name} <- ${earlier.name}: ${why}`,
  );
const problemsOf = (resources: ReturnType<typeof resource>[], known: ReadonlyMap<string, StandIn> = standIns) =>
  expectedOrder(resources, known).problems;

describe("expectedOrder", () => {
  it("finds the charts that define and validate a kind, and the kinds that a chart creates", () => {
    expect(texts(crd, stack, alert)).toEqual([
      "alert <- mlops-prometheus-operator-crds: it installs monitoring.coreos.com/PrometheusRule",
      "alert <- mlops-kube-prometheus-stack: its webhook validates monitoring.coreos.com/PrometheusRule",
      "alert <- mlops-prometheus-operator-crds: monitoring.coreos.com/PrometheusRule is for Prometheus Operator CRDs",
      "alert <- mlops-kube-prometheus-stack: monitoring.coreos.com/PrometheusRule is for Prometheus, Alertmanager, Grafana",
      "mlops-kube-prometheus-stack <- mlops-prometheus-operator-crds: it installs monitoring.coreos.com/Alertmanager",
      "mlops-kube-prometheus-stack <- mlops-prometheus-operator-crds: it installs monitoring.coreos.com/Prometheus",
      "mlops-kube-prometheus-stack <- mlops-prometheus-operator-crds: it installs monitoring.coreos.com/PrometheusRule",
      "mlops-kube-prometheus-stack <- mlops-prometheus-operator-crds: it installs monitoring.coreos.com/ServiceMonitor",
    ]);
  });

  it("finds the program's own definition of a kind, and an Application of its service", () => {
    const definition = resource("kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition", {
      spec: { group: "elbv2.k8s.aws", names: { kind: "TargetGroupBinding" } },
    });
    const binding = resource("kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding");
    const skipping = release("aws-load-balancer-controller", { skipCrds: true });
    const brought = expectedOrder([definition, binding, skipping], standIns).expectations.filter(
      ({ later, why }) => later === binding && why.startsWith("it installs"),
    );
    expect(brought.map(({ earlier }) => earlier)).toEqual([definition]);

    const application = resource("kubernetes:argoproj.io/v1alpha1:Application", { metadata: { name: "gateway-api" } });
    const route = resource("kubernetes:gateway.networking.k8s.io/v1:HTTPRoute");
    expect(expectedOrder([application, route], standIns).expectations).toEqual([
      { later: route, earlier: application, why: "it installs gateway.networking.k8s.io/HTTPRoute" },
    ]);
  });

  it("counts CRDs in a chart's templates as installed if Helm skips the folder crds", () => {
    const template = resource("kubernetes:flagger.app/v1beta1:MetricTemplate");
    const flagger = release("flagger", { skipCrds: true });
    expect(expectedOrder([template, flagger], standIns).expectations).toContainEqual({
      later: template,
      earlier: flagger,
      why: "it installs flagger.app/MetricTemplate",
    });
  });

  it("puts a load balancer after its controller, and controllers after the kinds of their service", () => {
    expect(texts(release("gateway"), release("aws-load-balancer-controller"))).toContain(
      "mlops-gateway <- mlops-aws-load-balancer-controller: it creates and deletes load balancers",
    );
    expect(texts(release("base"), release("istiod"))).toEqual([
      "mlops-istiod <- mlops-base: it installs the kinds of Istio",
    ]);
  });

  it("reports a fix if nothing defines a kind", () => {
    const fix =
      "\n  fix: add it to the list crds of its chart in facts.ts of the service, or create its CustomResourceDefinition in the" +
      "\n  program, or, if an Application installs it, add it to the kinds of the service with the Application's name";
    expect(problemsOf([resource("kubernetes:kitchen.example/v1:Oven", {}, { name: "oven" })])).toEqual([
      `oven: nothing installs kitchen.example/Oven${fix}`,
    ]);
    expect(problemsOf([release("argo-cd")])).toEqual([
      `objects of the chart argo-cd: nothing installs monitoring.coreos.com/ServiceMonitor${fix}`,
    ]);
  });

  it("reports a release without facts", () => {
    expect(problemsOf([release("oven")])).toEqual([
      "mlops-oven installs oven: a service in components/services/catalogue.ts must have its facts and a stand-in",
    ]);
  });
});
