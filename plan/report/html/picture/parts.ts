import { shortName } from "../../../../core/graph/shortNames";
import { textOf, textOrEmpty } from "../../../../core/json/reading";
import { teamLabel } from "../../../../core/kubernetes/labels";
import { plural } from "../../../../core/text/plural";
import type { PlannedResource } from "../../../document";
import { factOf } from "../facts";
import { kindOf } from "../kinds";
import type { PageModel } from "../pageModel";
import { captionOf, captionOfMany } from "./captions";
import { clients, internet, loadBalancer, type PictureGroup, type PictureNode, secretsManager } from "./picture";
import { balancerScheme, serviceComponents, serviceDetail, teamOf, workloadDetail } from "./services";
import { siblings, tiersOf } from "./tiers";
import { partTypes } from "./types";

/** Nodes and groups of the picture, and the part that each resource belongs to. */
export interface Parts {
  readonly nodes: readonly PictureNode[];
  readonly groups: readonly PictureGroup[];
  /** Returns the node or team group that represents a resource or its nearest ancestor. */
  ownerOf(urn: string): string | undefined;
}

const { pools: poolTypes, zonalStores: zonalStoreTypes, regional: regionalTypes } = partTypes;

/** Finds the parts of the architecture in a plan. */
export function partsOf(model: PageModel): Parts {
  const nodes: PictureNode[] = [];
  const groups: PictureGroup[] = [];
  const owners = new Map<string, string>();
  const { accountId, region } = model.document.settings;

  const group = (one: Omit<PictureGroup, "subnets" | "detail"> & Partial<PictureGroup>) => {
    groups.push({ subnets: [], detail: "", ...one });
    if (one.sort === "team" && one.urn !== undefined) owners.set(one.urn, one.id);
    return one.id;
  };
  const node = (one: Omit<PictureNode, "urns" | "id"> & Partial<PictureNode>) => {
    const urns = one.urns ?? (one.urn === undefined ? [] : [one.urn]);
    const id = one.id ?? one.urn ?? one.label;
    nodes.push({ ...one, id, urns });
    for (const urn of urns) owners.set(urn, id);
  };
  /** A node for each resource of a type, named by its component. */
  const resourceNode = (resource: PlannedResource, place: string) => {
    const holder = model.holders.get(resource.urn);
    // A component that exists for the resource owns the policies and rules about it.
    const own = holder !== undefined && ownMain(model, holder) === resource ? [holder.urn] : [];
    node({
      id: resource.urn,
      label: (holder && model.paths.get(holder.urn))?.split(" / ").at(-1) ?? resource.name,
      detail: captionOf(resource),
      topic: kindOf(resource.type),
      group: place,
      urn: resource.urn,
      urns: [resource.urn, ...own],
    });
  };
  const ofType = (type: string) => model.custom.filter((resource) => resource.type === type);

  const account = group({
    id: "account",
    label: `AWS account ${accountId}`,
    detail: region,
    group: undefined,
    urn: undefined,
    sort: "account",
  });
  const [vpc] = ofType("aws:ec2/vpc:Vpc");
  const network = vpc
    ? group({
        id: "network",
        label: "Network",
        detail: factOf(vpc) ?? "",
        group: account,
        urn: vpc.urn,
        sort: "network",
      })
    : account;
  const tiers = tiersOf(model);
  for (const [tier, subnets] of tiers) {
    group({
      id: tier,
      label: `${shortName(subnets[0]?.component ?? "", model.holders.get(tier)?.name ?? "")} subnets`,
      group: network,
      urn: tier,
      sort: "tier",
      subnets: subnets.map(({ urn, inputs }) => ({
        zone: textOf(inputs.availabilityZone) ?? textOrEmpty(inputs.availabilityZoneId),
        block: textOrEmpty(inputs.cidrBlock),
        urn,
      })),
    });
  }
  /** Returns the tier of the subnets on which a resource or its siblings depend, or the network. */
  const tierOf = (resource: PlannedResource | undefined): string => {
    const needs = Object.values(resource?.propertyDependencies ?? {}).flat();
    const near = [
      ...needs,
      ...siblings(model, resource).flatMap((one) => Object.values(one.propertyDependencies).flat()),
    ];
    const tierUrns = near.map((urn) => model.holders.get(urn)?.urn ?? "");
    return tierUrns.find((urn) => tiers.has(urn)) ?? network;
  };

  const fold = (type: string, [label, many]: readonly [string, string], place: (first: PlannedResource) => string) => {
    const all = ofType(type);
    const [first] = all;
    if (first === undefined) return;
    node({
      id: first.urn,
      label: all.length === 1 ? label : many,
      detail: all.length === 1 ? (factOf(first) ?? "") : captionOfMany(type, all.length),
      topic: kindOf(type),
      group: place(first),
      urn: all.length === 1 ? first.urn : model.holders.get(first.urn)?.urn,
      urns: all.map(({ urn }) => urn),
    });
  };
  fold("aws:ec2/internetGateway:InternetGateway", ["Internet gateway", "Internet gateways"], () =>
    tierOf(ofType("aws:ec2/natGateway:NatGateway")[0]),
  );
  fold("aws:ec2/natGateway:NatGateway", ["NAT gateway", "NAT gateways"], tierOf);
  fold("aws:ec2/vpcEndpoint:VpcEndpoint", ["VPC endpoint", "VPC endpoints"], tierOf);

  const [eks] = ofType("aws:eks/cluster:Cluster");
  const pools = poolTypes.flatMap(ofType);
  const cluster = group({
    id: "cluster",
    label: "Cluster",
    detail: textOrEmpty(eks?.inputs.name),
    group: tierOf(pools.find(({ type }) => type === poolTypes[0])),
    urn: model.holders.get(model.holders.get(eks?.urn ?? "")?.urn ?? "")?.urn ?? eks?.urn,
    sort: "cluster",
  });
  if (eks) resourceNode(eks, tierOf(eks));
  if (pools.length > 0) {
    group({ id: "pools", label: "Node pools", group: cluster, urn: undefined, sort: "pools" });
    for (const pool of pools) resourceNode(pool, "pools");
  }
  for (const store of zonalStoreTypes.flatMap(ofType)) resourceNode(store, tierOf(store));

  const regional = group({
    id: "regional",
    label: "Regional services",
    group: account,
    urn: undefined,
    sort: "regional",
  });
  for (const one of regionalTypes.flatMap(ofType)) resourceNode(one, regional);
  fold("aws:ecr/repository:Repository", ["Image repository", "Image repositories"], () => regional);

  const services = serviceComponents(model, new Set(owners.keys()));
  if (services.length > 0)
    group({ id: "services", label: "Platform services", group: cluster, urn: undefined, sort: "services" });
  for (const component of services) {
    node({
      label: (model.paths.get(component.urn) ?? component.name).replace(/^.* \/ /, ""),
      detail: serviceDetail(model, component),
      topic: "kubernetes",
      group: "services",
      urn: component.urn,
    });
  }
  const addons = ofType("aws:eks/addon:Addon");
  if (addons.length > 0)
    node({
      id: "addons",
      label: "EKS add-ons",
      detail: plural(addons.length, "add-on"),
      topic: "compute",
      group: "services",
      urn: model.holders.get(model.holders.get(addons[0]?.urn ?? "")?.urn ?? "")?.urn,
      urns: addons.flatMap(({ urn }) => [urn, model.holders.get(urn)?.urn ?? urn]),
    });

  const teams = new Set<string>();
  for (const namespace of ofType("kubernetes:core/v1:Namespace")) {
    const team = textOf(namespace.inputs, "metadata", "labels", teamLabel);
    if (team === undefined) continue;
    const urn = model.holders.get(namespace.urn)?.urn ?? namespace.urn;
    teams.add(group({ id: `team ${team}`, label: `Team ${team}`, group: cluster, urn, sort: "team" }));
  }
  for (const root of model.roots.filter((one) => one !== model.platform)) {
    const team = teamOf(model, root);
    if (team === undefined || !teams.has(`team ${team}`)) continue;
    node({
      label: root.name,
      detail: workloadDetail(model, root),
      topic: "kubernetes",
      group: `team ${team}`,
      urn: root.urn,
    });
  }

  const balancer = model.custom.find((resource) => balancerScheme(resource) !== undefined);
  if (balancer) {
    const isPublic = balancerScheme(balancer) === "internet-facing";
    const tag = isPublic ? "kubernetes.io/role/elb" : "kubernetes.io/role/internal-elb";
    const tier = [...tiers].find(([, subnets]) => subnets.some(({ inputs }) => textOf(inputs.tags, tag) !== undefined));
    nodes.push({
      id: loadBalancer,
      label: "Load balancer",
      detail: isPublic ? "internet-facing" : "internal",
      topic: "network",
      group: tier?.[0] ?? network,
      urn: balancer.urn,
      urns: [],
    });
    outside(nodes, clients, "Clients", isPublic ? "internet" : "private networks");
  }
  outside(nodes, internet, "Internet", "");
  nodes.push({
    id: secretsManager,
    label: "Secrets Manager",
    detail: "",
    topic: "encryption",
    group: regional,
    urn: undefined,
    urns: [],
  });

  const ownerOf = (urn: string): string | undefined => {
    const owner = owners.get(urn);
    if (owner !== undefined) return owner;
    const parent = model.byUrn.get(urn)?.parent;
    return parent ? ownerOf(parent) : undefined;
  };
  return { nodes, groups, ownerOf };
}

function outside(nodes: PictureNode[], id: string, label: string, detail: string): void {
  nodes.push({ id, label, detail, topic: "other", group: "", urn: undefined, urns: [] });
}

/** Returns the resource of a component that the picture shows as a node, if there is exactly one. */
function ownMain(model: PageModel, component: PlannedResource): PlannedResource | undefined {
  const own = (model.children.get(component.urn) ?? []).filter(({ type }) =>
    [...poolTypes, ...zonalStoreTypes, ...regionalTypes, "aws:eks/cluster:Cluster"].includes(type),
  );
  return own.length === 1 ? own[0] : undefined;
}
