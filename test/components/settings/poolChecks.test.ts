import { describe, expect, it } from "vitest";
import { interfaceEndpointNames } from "../../../components/network/endpointPolicy";
import { settingsProblems } from "../../support/settings";

/** Every problem of pools and reservations, as `path: message | fix`. */
function problems(pools: object, capacityReservations: object = {}, changes: object = {}): string[] {
  return settingsProblems({
    zones: ["us-west-2a", "us-west-2b"],
    ...changes,
    compute: { pools, capacityReservations },
  });
}

const l4 = { purpose: "training", instanceTypes: ["g6.xlarge"], limits: { accelerators: 4 } };
const managed = { ...l4, provisioner: "managedNodeGroup" };
const reservation = { id: "cr-0123456789abcdef0", instanceType: "g6.xlarge", zone: "us-west-2a", count: 2 };

describe("right pools", () => {
  it("accept pools of both provisioners", () => {
    const pools = {
      general: { instanceTypes: ["m7i.xlarge", "m6i.xlarge"], limits: { vcpus: 32 } },
      l4: { ...l4, capacityTypes: ["spot", "on-demand"] },
      shared: { ...managed, gpuSharing: { mode: "timeSlicing", replicas: 4 }, minimumNodes: 1 },
      cluster: {
        ...managed,
        instanceTypes: ["p5.48xlarge"],
        limits: { accelerators: 16 },
        efa: true,
        placementGroup: true,
        zones: ["us-west-2a"],
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
      "with a misspelt instance type",
      { ...l4, instanceTypes: ["g6.xlarg"] },
      "instanceTypes.0: must be in the catalogue of instance types, which holds sizes, accelerators and prices | did you mean g6.xlarge? docs/choices.md#instance-types lists all types; a new type needs a row with its source in components/compute/instanceTypes.json",
    ],
    [
      "with a size that the family lacks",
      { ...l4, instanceTypes: ["p4d.metal-a"] },
      "instanceTypes.0: must be in the catalogue of instance types, which holds sizes, accelerators and prices | use one of p4d.24xlarge. docs/choices.md#instance-types lists all types; a new type needs a row with its source in components/compute/instanceTypes.json",
    ],
    [
      "with an instance type that the catalogue lacks",
      { ...l4, instanceTypes: ["g99.xlarge"] },
      "instanceTypes.0: must be in the catalogue of instance types, which holds sizes, accelerators and prices | docs/choices.md#instance-types lists all types; a new type needs a row with its source in components/compute/instanceTypes.json",
    ],
    [
      "of two accelerators",
      { ...l4, instanceTypes: ["g6.xlarge", "g5.xlarge"] },
      "instanceTypes: must all have the same accelerator, not l4 and a10g: a pod that requests one could get another | define one pool for each accelerator",
    ],
    [
      "limited in the wrong thing",
      { ...l4, limits: { vcpus: 32 } },
      "limits: must set accelerators and not vcpus: g6.xlarge have accelerators | write limits: { accelerators: N }",
    ],
    [
      "limited below one node",
      { ...l4, instanceTypes: ["p5.48xlarge"], limits: { accelerators: 4 } },
      "limits.accelerators: must be at least 8, the accelerators of one p5.48xlarge: a smaller limit allows no node of that type | raise it to 8 or more, or use smaller instance types",
    ],
    [
      "in a zone that the network lacks",
      { ...l4, zones: ["us-west-2c"] },
      "zones.0: must be a zone of the network (mlops:zones) | use one of us-west-2a, us-west-2b, or add it to mlops:zones",
    ],
    [
      "of Karpenter that shares GPUs",
      { ...l4, gpuSharing: { mode: "timeSlicing", replicas: 4 } },
      "gpuSharing: must not be set with provisioner karpenter, which ignores GPU sharing: pods would stay pending, or too many nodes would be created | set provisioner: managedNodeGroup, or remove gpuSharing",
    ],
    [
      "that shares what it does not have",
      {
        provisioner: "managedNodeGroup",
        instanceTypes: ["m7i.xlarge"],
        limits: { vcpus: 8 },
        gpuSharing: { mode: "timeSlicing", replicas: 4 },
      },
      "gpuSharing: must be set only for NVIDIA GPUs, which m7i.xlarge do not have | use instance types with NVIDIA GPUs, or remove gpuSharing",
    ],
    [
      "that shares without saying among how many",
      { ...managed, gpuSharing: { mode: "timeSlicing" } },
      "gpuSharing: must set replicas and not profile with mode timeSlicing | write replicas, such as 4",
    ],
    [
      "that divides GPUs which cannot be",
      { ...managed, gpuSharing: { mode: "mig", profile: "1g.10gb" } },
      "gpuSharing.mode: must not be mig: l4 GPUs do not support MIG | use mode: timeSlicing, or instance types with A100, H100 or H200",
    ],
    [
      "divided in a way that its GPUs are not",
      {
        ...managed,
        instanceTypes: ["p5.48xlarge"],
        zones: ["us-west-2a"],
        limits: { accelerators: 8 },
        gpuSharing: { mode: "mig", profile: "9g.10gb" },
      },
      "gpuSharing.profile: must be a MIG profile of h100 GPUs with 80 GB | use one of 1g.10gb, 1g.20gb, 2g.20gb, 3g.40gb, 4g.40gb, 7g.80gb",
    ],
    [
      "of Karpenter with fabric adapters",
      { ...l4, instanceTypes: ["g6.8xlarge"], efa: true },
      "efa: must be false with provisioner karpenter: only managed node groups support it | set provisioner: managedNodeGroup",
    ],
    [
      "with fabric adapters that its types lack",
      { ...managed, efa: true },
      "efa: must be false for instance types without Elastic Fabric Adapters: g6.xlarge | use larger instance types (most from .8xlarge have an adapter), or set efa: false",
    ],
    [
      "close together in two zones",
      { ...managed, placementGroup: true },
      "placementGroup: must be false for a pool in several zones: a placement group is in one zone | set zones to one zone, such as [us-west-2a]",
    ],
    [
      "of Karpenter that never goes to none",
      { ...l4, minimumNodes: 1 },
      "minimumNodes: must be 0 with provisioner karpenter, which creates nodes only for pending pods | set it to 0, or set provisioner: managedNodeGroup",
    ],
    [
      "with more nodes at least than at most",
      { ...managed, minimumNodes: 5 },
      "minimumNodes: must be at most 4, the number of nodes that the pool's limits allow | lower it, or raise limits",
    ],
    [
      "that is managed and bought in two ways",
      { ...managed, capacityTypes: ["spot", "on-demand"] },
      "capacityTypes: must list one capacity type with provisioner managedNodeGroup: EKS accepts one for each node group | list one capacity type, or set provisioner: karpenter",
    ],
    [
      "that is managed and of two sizes",
      { ...managed, instanceTypes: ["g6.xlarge", "g6.12xlarge"] },
      "instanceTypes: must all have the same size with provisioner managedNodeGroup: Cluster Autoscaler assumes equal nodes | use types of one size, or set provisioner: karpenter",
    ],
    [
      "that uses a reservation which nobody described",
      { ...l4, capacityReservation: "mine" },
      "capacityReservation: must be a name of mlops:compute.capacityReservations | add the reservation there, or remove it here",
    ],
    [
      "of reserved capacity without a reservation",
      { ...l4, capacityTypes: ["reserved"] },
      "capacityTypes: must not include reserved when capacityReservation is not set | set capacityReservation, or remove reserved",
    ],
  ])("%s", (_, pool, expected) => {
    expect(problems({ one: pool })).toEqual([`compute.pools.one.${expected}`]);
  });

  it("may not be called system", () => {
    expect(problems({ system: l4 })).toEqual([
      "compute.pools.system: must not be named system, the pool of the platform's own nodes | rename the pool",
    ]);
  });
});

describe("a capacity reservation", () => {
  it("that no pool uses is rejected", () => {
    expect(problems({ l4 }, { mine: reservation })).toEqual([
      "compute.capacityReservations.mine: must be used by a pool: AWS charges an unused reservation too | set capacityReservation: mine in a pool, or remove the reservation here and cancel it in AWS",
    ]);
  });

  it("must fit its pool", () => {
    const pool = { ...l4, instanceTypes: ["g6.2xlarge"], zones: ["us-west-2b"], capacityReservation: "mine" };
    expect(problems({ l4: pool }, { mine: reservation })).toEqual([
      "compute.pools.l4.capacityTypes: must include reserved when capacityReservation is set: otherwise AWS charges for a reservation that is not used | add reserved",
      "compute.pools.l4.capacityReservation: must reserve one of the pool's instance types, not g6.xlarge | add g6.xlarge to instanceTypes",
      "compute.pools.l4.capacityReservation: must be in one of the pool's zones, not in us-west-2a | add us-west-2a to zones",
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
      "compute.pools.l4.zones: must list only the reservation's zone, us-west-2a, with provisioner managedNodeGroup: launches in other zones fail | set zones to [us-west-2a]",
      "compute.pools.l4.instanceTypes: must list only the reservation's type, g6.xlarge, with provisioner managedNodeGroup: launches of other types fail | list only g6.xlarge, or set provisioner: karpenter",
    ]);
  });
});

describe("a Neuron pool", () => {
  it("requires access to the image of its device plugin", () => {
    const pool = { instanceTypes: ["trn1.2xlarge"], limits: { accelerators: 1 } };
    const network = { natGateways: "none", interfaceEndpoints: interfaceEndpointNames };
    expect(
      problems(
        { trn: pool },
        {},
        { network, mirror: { images: "registry.example/mirror", git: "https://git.example" } },
      ),
    ).toEqual([
      "compute.pools.trn.instanceTypes: must not have Neuron devices with mlops:network.natGateways none: the image of their device plugin is pulled over the Internet | set mlops:network.natGateways to single, or use NVIDIA GPUs",
    ]);
  });
});

describe("system nodes", () => {
  it("must have a type of the catalogue", () => {
    const cluster = { publicAccessCidrs: ["203.0.113.0/24"], systemNodes: { instanceTypes: ["m99.xlarge"] } };
    expect(problems({ l4 }, {}, { cluster })).toEqual([
      "cluster.systemNodes.instanceTypes.0: must be in the catalogue of instance types, which holds sizes, accelerators and prices | docs/choices.md#instance-types lists all types; a new type needs a row with its source in components/compute/instanceTypes.json",
    ]);
  });
});
