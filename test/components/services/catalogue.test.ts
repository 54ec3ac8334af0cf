import { beforeAll, describe, expect, it } from "vitest";
import { MlPlatform } from "../../../components/platform/platform";
import { services } from "../../../components/services/catalogue";
import { charts } from "../../../components/services/charts";
import { chartName } from "../../../core/charts/release";
import type { Registration } from "../../../core/graph/registration";
import type { ServiceFacts } from "../../../core/services/serviceFacts";
import { fixtureSettings } from "../../fixtures/fixtures";
import { recordComponent } from "../../support/record";

/** Services that node pools bring, where the settings have pools that need them. */
const ofCompute: readonly ServiceFacts[] = [services.karpenter, services.clusterAutoscaler, services.devicePlugins];

describe("the catalogue of services", () => {
  let resources: Registration[] = [];
  let made: readonly ServiceFacts[] = [];

  beforeAll(async () => {
    const settings = fixtureSettings("everything");
    resources = await recordComponent(() => {
      const platform = new MlPlatform("p", { settings, guardrails: [] });
      made = Object.values(platform.services).flatMap(({ facts }) => facts);
      return platform;
    });
  });

  it("contains exactly the services that the platform creates", () => {
    const titles = (all: readonly ServiceFacts[]) => all.map(({ title }) => title).sort();
    expect(titles([...made, ...ofCompute])).toEqual(titles(Object.values(services)));
  });

  it("contains exactly the charts that the platform installs", () => {
    const installed = resources.flatMap((resource) => chartName(resource) ?? []);
    expect([...new Set(installed)].sort()).toEqual([...charts.keys()].sort());
  });

  it("has unique charts and namespaces", () => {
    const names = Object.values<ServiceFacts>(services).flatMap((service) => Object.keys(service.charts));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    const namespaces = Object.values<ServiceFacts>(services).flatMap(({ namespace }) => namespace ?? []);
    expect(namespaces.filter((name, index) => namespaces.indexOf(name) !== index)).toEqual([]);
  });

  it("has every namespace of the platform except those of teams", () => {
    const namespaces = resources.filter(({ type }) => type === "kubernetes:core/v1:Namespace");
    const made = namespaces.map(({ inputs }) => Object(inputs.metadata).name);
    const teams = ["vision"];
    const own = Object.values<ServiceFacts>(services).flatMap(({ namespace }) => namespace ?? []);
    expect(made.filter((name) => !teams.includes(name)).sort()).toEqual([...own].sort());
  });
});
