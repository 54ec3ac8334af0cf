import { describe, expect, it } from "vitest";
import { interfaceEndpointNames } from "../../../components/network/endpointPolicy";
import { SettingsError } from "../../../components/settings/issues";
import { parseSettings } from "../../../components/settings/parse";

const right: Readonly<Record<string, unknown>> = {
  accountId: "111122223333",
  region: "eu-west-1",
  zones: ["eu-west-1a", "eu-west-1b"],
  deployerRoleArn: "arn:aws:iam::111122223333:role/deployer",
  cluster: { publicAccessCidrs: ["203.0.113.0/24"] },
};

/** Every problem of pools and reservations, as `path: message | fix`. */
function problems(pools: object, capacityReservations: object = {}, changes: object = {}): string[] {
  const all = { ...right, ...changes, compute: { pools, capacityReservations } };
  const values = Object.entries(all).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  try {
    parseSettings({ ruleNames: [], stack: "dev", values: Object.fromEntries(values), secretKeys: [] });
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.issues.map(({ path, message, fix }) => `${path.join(".")}: ${message} | ${fix}`);
  }
  return [];
}

const l4 = { purpose: "training", instanceTypes: ["g6.xlarge"], limits: { accelerators: 4 } };
const managed = { ...l4, provisioner: "managedNodeGroup" };
const reservation = { id: "cr-0123456789abcdef0", instanceType: "g6.xlarge", zone: "eu-west-1a", count: 2 };

describe("right pools", () => {
  it("accept pools of both provisioners", () => {
    const pools = {
      general: { instanceTypes: ["m7i.xlarge", "m7g.xlarge"], limits: { vcpus: 32 } },
      l4: { ...l4, capacityTypes: ["spot", "on-demand"] },
      shared: { ...managed, gpuSharing: { mode: "timeSlicing", replicas: 4 }, minimumNodes: 1 },
      cluster: {
        ...managed,
        instanceTypes: ["p5.48xlarge"],
        limits: { accelerators: 16 },
        efa: true,
        placementGroup: true,
        zones: ["eu-west-1a"],
        gpuSharing: { mode: "mig", profile: "1g.10gb" },
      },
      reserved: { ...l4, capacityTypes: ["reserved"], capacityReservation: "mine" },
    };
    expect(problems(pools, { mine: reservation })).toEqual([]);
  });
});

describe("a pool", () => {
  it.each([
    [
      "with an instance type that the catalogue lacks",
      { ...l4, instanceTypes: ["g99.xlarge"] },
      "instanceTypes.0: is not in the catalogue of instance types: its size, accelerators and price are unknown | use a type of components/compute/instanceTypes.json, or add it there with its source",
    ],
    [
      "of two accelerators",
      { ...l4, instanceTypes: ["g6.xlarge", "g5.xlarge"] },
      "instanceTypes: mix accelerators, l4 and a10g: a pod that asks for one could get the other | make a pool for each accelerator",
    ],
    [
      "limited in the wrong thing",
      { ...l4, limits: { vcpus: 32 } },
      "limits: must set accelerators and not vcpus: that is what g6.xlarge are counted by | write limits: { accelerators: N }",
    ],
    [
      "limited below one node",
      { ...l4, instanceTypes: ["p5.48xlarge"], limits: { accelerators: 4 } },
      "limits.accelerators: is less than one p5.48xlarge has, 8: the pool could never make one | raise it to 8 or more, or use smaller instance types",
    ],
    [
      "in a zone that the network lacks",
      { ...l4, zones: ["eu-west-1c"] },
      "zones.0: is not a zone of the network: it has no subnet there | use one of eu-west-1a, eu-west-1b, or add it to mlops:zones",
    ],
    [
      "of Karpenter that shares GPUs",
      { ...l4, gpuSharing: { mode: "timeSlicing", replicas: 4 } },
      "gpuSharing: needs a managed pool: Karpenter does not see shares of a GPU, and would leave pods pending or make too many nodes | set provisioner: managedNodeGroup, or remove gpuSharing",
    ],
    [
      "that shares what it does not have",
      {
        provisioner: "managedNodeGroup",
        instanceTypes: ["m7i.xlarge"],
        limits: { vcpus: 8 },
        gpuSharing: { mode: "timeSlicing", replicas: 4 },
      },
      "gpuSharing: shares GPUs, which m7i.xlarge do not have | use instance types with NVIDIA GPUs, or remove gpuSharing",
    ],
    [
      "that shares without saying among how many",
      { ...managed, gpuSharing: { mode: "timeSlicing" } },
      "gpuSharing: must set replicas and not profile where mode is timeSlicing | write replicas, such as 4",
    ],
    [
      "that divides GPUs which cannot be",
      { ...managed, gpuSharing: { mode: "mig", profile: "1g.10gb" } },
      "gpuSharing.mode: is mig, which l4 GPUs cannot do | use mode: timeSlicing, or instance types with A100, H100 or H200",
    ],
    [
      "divided in a way that its GPUs are not",
      {
        ...managed,
        instanceTypes: ["p5.48xlarge"],
        limits: { accelerators: 8 },
        gpuSharing: { mode: "mig", profile: "9g.10gb" },
      },
      "gpuSharing.profile: is no partition of h100 GPUs with 80 GB | use one of 1g.10gb, 1g.20gb, 2g.20gb, 3g.40gb, 4g.40gb, 7g.80gb",
    ],
    [
      "of Karpenter with fabric adapters",
      { ...l4, instanceTypes: ["g6.8xlarge"], efa: true },
      "efa: asks for Elastic Fabric Adapters, which only managed pools have | set provisioner: managedNodeGroup",
    ],
    [
      "with fabric adapters that its types lack",
      { ...managed, efa: true },
      "efa: is true, and g6.xlarge have no Elastic Fabric Adapter | use larger instance types, .8xlarge and up for most, or set efa: false",
    ],
    [
      "close together in two zones",
      { ...managed, placementGroup: true },
      "placementGroup: is true for a pool in several zones: nodes can stand close to each other in one alone | set zones to one zone, such as [eu-west-1a]",
    ],
    [
      "of Karpenter that never goes to none",
      { ...l4, minimumNodes: 1 },
      "minimumNodes: needs a managed pool: Karpenter makes nodes when pods ask for them | set it to 0, or set provisioner: managedNodeGroup",
    ],
    [
      "with more nodes at least than at most",
      { ...managed, minimumNodes: 5 },
      "minimumNodes: is more than the 4 nodes that the pool's limits allow | lower it, or raise limits",
    ],
    [
      "that is managed and bought in two ways",
      { ...managed, capacityTypes: ["spot", "on-demand"] },
      "capacityTypes: are several, and a managed pool buys its nodes in one way | leave one, or set provisioner: karpenter",
    ],
    [
      "that is managed and of two sizes",
      { ...managed, instanceTypes: ["g6.xlarge", "g6.12xlarge"] },
      "instanceTypes: differ in size, and Cluster Autoscaler takes all nodes of a managed pool for equal | use types of one size, or set provisioner: karpenter",
    ],
    [
      "that uses a reservation which nobody described",
      { ...l4, capacityReservation: "mine" },
      "capacityReservation: is no reservation of mlops:compute.capacityReservations | describe it there, or remove it here",
    ],
    [
      "of reserved capacity without a reservation",
      { ...l4, capacityTypes: ["reserved"] },
      "capacityTypes: include reserved, and the pool names no capacityReservation | name a reservation, or remove reserved",
    ],
  ])("%s", (_, pool, expected) => {
    expect(problems({ one: pool })).toEqual([`compute.pools.one.${expected}`]);
  });

  it("may not be called system", () => {
    expect(problems({ system: l4 })).toEqual([
      "compute.pools.system: has the name of the platform's own nodes | give the pool another name",
    ]);
  });
});

describe("a capacity reservation", () => {
  it("that no pool uses is told", () => {
    expect(problems({ l4 }, { mine: reservation })).toEqual([
      "compute.capacityReservations.mine: is used by no pool, and paid for all the same | name it in a pool's capacityReservation: mine, or remove it and cancel the reservation",
    ]);
  });

  it("must fit its pool", () => {
    const pool = { ...l4, instanceTypes: ["g6.2xlarge"], zones: ["eu-west-1b"], capacityReservation: "mine" };
    expect(problems({ l4: pool }, { mine: reservation })).toEqual([
      "compute.pools.l4.capacityTypes: lack reserved, so that the reservation is paid for and not used | add reserved",
      "compute.pools.l4.capacityReservation: holds g6.xlarge, which is not among the pool's instance types | add g6.xlarge to instanceTypes",
      "compute.pools.l4.capacityReservation: lies in eu-west-1a, which is not among the pool's zones | add eu-west-1a to zones",
    ]);
  });
});

describe("a managed pool of reserved capacity", () => {
  it("stays in the reservation's zone and type", () => {
    const pool = {
      ...managed,
      instanceTypes: ["g6.xlarge", "gr6.4xlarge"],
      capacityTypes: ["reserved"],
      capacityReservation: "mine",
    };
    expect(problems({ l4: pool }, { mine: reservation })).toEqual([
      "compute.pools.l4.zones: lead a managed pool out of its reservation's zone, where launches fail | set zones to [eu-west-1a]",
      "compute.pools.l4.instanceTypes: are not all what the reservation holds, and launches of the others fail | leave g6.xlarge alone, or set provisioner: karpenter",
    ]);
  });
});

describe("a Neuron pool", () => {
  it("needs a way to its device plugin", () => {
    const pool = { instanceTypes: ["trn1.2xlarge"], limits: { accelerators: 1 } };
    const network = { natGateways: "none", interfaceEndpoints: interfaceEndpointNames };
    expect(
      problems(
        { trn: pool },
        {},
        { network, mirror: { images: "registry.example/mirror", git: "https://git.example" } },
      ),
    ).toEqual([
      "compute.pools.trn.instanceTypes: have Neuron devices, whose device plugin is pulled over the Internet, and mlops:network.natGateways is none | set mlops:network.natGateways to single, or use NVIDIA GPUs",
    ]);
  });
});

describe("system nodes", () => {
  it("need a type of the catalogue too", () => {
    const cluster = { publicAccessCidrs: ["203.0.113.0/24"], systemNodes: { instanceTypes: ["m99.xlarge"] } };
    expect(problems({ l4 }, {}, { cluster })).toEqual([
      "cluster.systemNodes.instanceTypes.0: is not in the catalogue of instance types: its size, accelerators and price are unknown | use a type of components/compute/instanceTypes.json, or add it there with its source",
    ]);
  });
});
