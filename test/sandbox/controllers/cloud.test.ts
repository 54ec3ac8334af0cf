import { describe, expect, it } from "vitest";
import type { ShownResource } from "../../../sandbox/cloud/client";
import { addonShutdownMs, SimulatedCloud } from "../../../sandbox/controllers/cloud";

function shown(type: string, id: string, outputs: ShownResource["outputs"], tags: Record<string, string> = {}) {
  return { type, id, urn: "", inputs: {}, outputs, tags };
}

function cloudWith(resources: ShownResource[], now: () => number = Date.now) {
  const asked: string[] = [];
  const client = {
    resources: async () => {
      asked.push("resources");
      return resources;
    },
    putInterface: async (id: string, given: object) => {
      asked.push(`put ${id} ${JSON.stringify(given)}`);
    },
    removeInterface: async (id: string) => {
      asked.push(`remove ${id}`);
    },
  };
  return { cloud: new SimulatedCloud(client, now), asked };
}

describe("SimulatedCloud", () => {
  it("finds add-ons and subnets with one request", async () => {
    const { cloud, asked } = cloudWith([
      shown("aws:ec2/vpc:Vpc", "vpc-1", {}),
      shown("aws:ec2/subnet:Subnet", "subnet-1", { availabilityZone: "us-west-2a" }, { tier: "private" }),
      shown("aws:eks/addon:Addon", "lab:coredns", { addonName: "coredns" }),
    ]);
    expect(await cloud.addonActive("coredns")).toBe(true);
    expect(await cloud.addonActive("aws-ebs-csi-driver")).toBe(false);
    expect(await cloud.subnets()).toEqual([{ id: "subnet-1", zone: "us-west-2a", tags: { tier: "private" } }]);
    expect(asked).toEqual(["resources"]);
  });

  it("keeps an add-on's pods for a moment after its deletion", async () => {
    let now = 0;
    const resources = [shown("aws:eks/addon:Addon", "lab:coredns", { addonName: "coredns" })];
    const { cloud } = cloudWith(resources, () => now);
    expect(await cloud.addonActive("coredns")).toBe(true);
    resources.pop();
    now = addonShutdownMs;
    expect(await cloud.addonActive("coredns")).toBe(true);
    now = addonShutdownMs + 1;
    expect(await cloud.addonActive("coredns")).toBe(false);
  });

  it("creates and deletes network interfaces", async () => {
    const { cloud, asked } = cloudWith([]);
    await cloud.put("eni-1", { subnetIds: ["subnet-1"], owner: "node one" });
    await cloud.remove("eni-1");
    expect(asked).toEqual(['put eni-1 {"subnetIds":["subnet-1"],"owner":"node one"}', "remove eni-1"]);
  });
});
