import { describe, expect, it } from "vitest";
import { instanceTypes } from "../../../components/compute/instanceCatalogue";
import { instanceTypesFile } from "../../../sandbox/controllers/karpenter/instanceTypesFile";

const zones = ["us-west-2a", "us-west-2b"];
const file = instanceTypesFile(zones);

function typeNamed(name: string) {
  return file.find((type) => type.name === name);
}

describe("instanceTypesFile", () => {
  it("has all types of the catalogue, as spot and on demand, in all zones", () => {
    expect(file.map(({ name }) => name)).toEqual(instanceTypes.map(({ type }) => type));
    for (const { offerings } of file) {
      expect(offerings.map(({ Requirements }) => Requirements.map(({ values }) => values[0]).join(" "))).toEqual([
        "spot us-west-2a",
        "on-demand us-west-2a",
        "spot us-west-2b",
        "on-demand us-west-2b",
      ]);
    }
  });

  it("has the resources of a type, without memory that pods cannot use", () => {
    expect(typeNamed("g6.12xlarge")).toMatchObject({
      architecture: "amd64",
      operatingSystems: ["linux"],
      resources: {
        cpu: "48",
        memory: `${Math.floor(196_608 * 0.925) - (255 + 11 * 234 + 100) + 10}Mi`,
        pods: "234",
        "nvidia.com/gpu": "4",
        "ephemeral-storage": "200Gi",
        "vpc.amazonaws.com/efa": "1",
      },
    });
    expect(typeNamed("trn2.48xlarge")?.resources).toMatchObject({ "aws.amazon.com/neuron": "16" });
    expect(typeNamed("g6.12xlarge")?.offerings.slice(0, 2)).toMatchObject([{ Price: 1.84064 }, { Price: 4.6016 }]);
  });

  it("leaves every type some memory", () => {
    for (const { resources } of file) expect(Number.parseInt(resources.memory ?? "", 10)).toBeGreaterThan(1000);
  });

  it("gives types with unknown price the highest price", () => {
    const unknown = instanceTypes.filter(({ onDemandUsdPerHour }) => onDemandUsdPerHour === null);
    const known = Math.max(...instanceTypes.map(({ onDemandUsdPerHour }) => onDemandUsdPerHour ?? 0));
    expect(unknown.map(({ type }) => type)).toEqual(["p5e.48xlarge", "trn2.48xlarge"]);
    for (const { type } of unknown) {
      for (const { Price } of typeNamed(type)?.offerings ?? []) expect(Price).toBeGreaterThan(known);
    }
  });
});
