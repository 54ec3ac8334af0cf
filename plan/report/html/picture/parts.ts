import { isComponent } from "../../../../core/graph/graph";
import { shortName } from "../../../../core/graph/shortNames";
import { compareText } from "../../../../core/json/json";
import { objectOf, textOf, textOrEmpty } from "../../../../core/json/reading";
import { teamLabel } from "../../../../core/kubernetes/labels";
import { plural } from "../../../../core/text/plural";
import type { PlannedResource } from "../../../document";
import { factOf } from "../facts";
import { kindOf } from "../kinds";
import type { PageModel } from "../pageModel";
import { clients, internet, loadBalancer, type PictureGroup, type PictureNode, secretsManager } from "./picture";

/** Nodes and groups of the picture, and the part that each resource belongs to. */
export interface Parts {
  readonly nodes: readonly PictureNode[];
  readonly groups: readonly PictureGroup[];
  /** The node or the team's group of a resource: of its nearest ancestor that has one. */
  ownerOf(urn: string): string | undefined;
  /** Names of teams, by the id of their group. */
  readonly teams: ReadonlyMap<string, string>;
}

const poolTypes = ["aws:eks/nodeGroup:NodeGroup", "kubernetes:karpenter.sh/v1:NodePool"];
const zonalStoreTypes = [
  "aws:rds/instance:Instance",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:efs/fileSystem:FileSystem",
];
const regionalTypes = ["aws:s3/bucket:Bucket", "aws:sqs/queue:Queue"];

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
      label: labelOf(model, resource),
      detail: captions[resource.type] ?? factOf(resource) ?? "",
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
  /** The tier whose subnets a resource or the resources that it depends on are in. */
  const tierOf = (resource: PlannedResource | undefined): string => {
    const needs = Object.values(resource?.propertyDependencies ?? {}).flat();
    const near = [
      ...needs,
      ...siblings(model, resource).flatMap((one) => Object.values(one.propertyDependencies).flat()),
    ];
    const tierUrns = near.map((urn) => model.holders.get(urn)?.urn ?? "");
    return tierUrns.find((urn) => tiers.has(urn)) ?? network;
  };

  const fold = (type: string, label: string, place: (first: PlannedResource) => string) => {
    const all = ofType(type);
    const [first] = all;
    if (first === undefined) return;
    node({
      id: first.urn,
      label:
        all.length === 1
          ? label
          : label.replace(/y?$/, (end) => (end === "y" && !label.endsWith("way") ? "ies" : `${end}s`)),
      detail: all.length === 1 ? (factOf(first) ?? "") : caption(type, all.length),
      topic: kindOf(type),
      group: place(first),
      urn: all.length === 1 ? first.urn : model.holders.get(first.urn)?.urn,
      urns: all.map(({ urn }) => urn),
    });
  };
  fold("aws:ec2/internetGateway:InternetGateway", "Internet gateway", () =>
    tierOf(ofType("aws:ec2/natGateway:NatGateway")[0]),
  );
  fold("aws:ec2/natGateway:NatGateway", "NAT gateway", tierOf);
  fold("aws:ec2/vpcEndpoint:VpcEndpoint", "VPC endpoint", tierOf);

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
  fold("aws:ecr/repository:Repository", "Image repository", () => regional);

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

  const teams = new Map<string, string>();
  for (const namespace of ofType("kubernetes:core/v1:Namespace")) {
    const team = textOf(namespace.inputs, "metadata", "labels", teamLabel);
    if (team === undefined) continue;
    const urn = model.holders.get(namespace.urn)?.urn ?? namespace.urn;
    teams.set(group({ id: `team ${team}`, label: `Team ${team}`, group: cluster, urn, sort: "team" }), team);
  }
  for (const root of model.roots.filter((one) => one !== model.platform)) {
    const team = teamOf(model, root);
    if (team === undefined || !teams.has(`team ${team}`)) continue;
    node({
      label: root.name,
      detail: root.type.split(":").at(-1) ?? "",
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
  return { nodes, groups, ownerOf, teams };
}

function outside(nodes: PictureNode[], id: string, label: string, detail: string): void {
  nodes.push({ id, label, detail, topic: "other", group: "", urn: undefined, urns: [] });
}

/** Names of AWS services, for resources that have no fact of their own or one that is only their name. */
const captions: Readonly<Record<string, string>> = {
  "aws:s3/bucket:Bucket": "S3 bucket",
  "aws:sqs/queue:Queue": "SQS queue",
  "aws:ecr/repository:Repository": "ECR",
};

function caption(type: string, count: number): string {
  return [count > 1 ? String(count) : "", captions[type] ?? ""].filter(Boolean).join(" in ");
}

/** Subnets by the component that creates them, in the order of the plan. */
function tiersOf(model: PageModel): ReadonlyMap<string, readonly PlannedResource[]> {
  const tiers = new Map<string, PlannedResource[]>();
  for (const subnet of model.custom.filter(({ type }) => type === "aws:ec2/subnet:Subnet")) {
    const urn = model.holders.get(subnet.urn)?.urn ?? "";
    tiers.set(urn, [...(tiers.get(urn) ?? []), subnet]);
  }
  return tiers;
}

function siblings(model: PageModel, resource: PlannedResource | undefined): readonly PlannedResource[] {
  return resource ? (model.children.get(resource.parent ?? "") ?? []).filter(({ custom }) => custom) : [];
}

/** The only resource of its type in a component, if the component is about it. */
function ownMain(model: PageModel, component: PlannedResource): PlannedResource | undefined {
  const own = (model.children.get(component.urn) ?? []).filter(({ type }) =>
    [...poolTypes, ...zonalStoreTypes, ...regionalTypes, "aws:eks/cluster:Cluster"].includes(type),
  );
  return own.length === 1 ? own[0] : undefined;
}

function labelOf(model: PageModel, resource: PlannedResource): string {
  const holder = model.holders.get(resource.urn);
  const path = holder && model.paths.get(holder.urn);
  return path?.split(" / ").at(-1) ?? resource.name;
}

/** Components with Kubernetes objects, that no other part of the picture shows: one for each platform service. */
function serviceComponents(model: PageModel, shown: ReadonlySet<string>): PlannedResource[] {
  const found: PlannedResource[] = [];
  const visit = (component: PlannedResource): void => {
    if (shown.has(component.urn) || component.type.endsWith(":Teams")) return;
    const children = model.children.get(component.urn) ?? [];
    const inner = children.filter(isComponent);
    const installs = children.some(({ type }) => /:(Chart|ArgoApplication|PlatformNamespace)$/.test(type));
    const holdsShown = inner.some((child) => containsAny(model, child, shown));
    if (!installs && holdsShown) inner.forEach(visit);
    else if (containsInstalled(model, component)) found.push(component);
  };
  for (const child of (model.children.get(model.platform?.urn ?? "") ?? []).filter(isComponent)) visit(child);
  return found.sort((one, other) => compareText(one.name, other.name));
}

function containsAny(model: PageModel, component: PlannedResource, urns: ReadonlySet<string>): boolean {
  return (
    urns.has(component.urn) ||
    (model.children.get(component.urn) ?? []).some((child) => containsAny(model, child, urns))
  );
}

/** Whether a component installs pods or definitions: by a chart, by Argo CD or directly. */
function containsInstalled(model: PageModel, component: PlannedResource): boolean {
  return (model.children.get(component.urn) ?? []).some(
    (child) =>
      /:(Release|Application|Deployment|Job|StatefulSet|DaemonSet|ConfigMap)$/.test(child.type) ||
      containsInstalled(model, child),
  );
}

/** The version of a service's chart. */
function serviceDetail(model: PageModel, component: PlannedResource): string {
  const releases = model.custom.filter(
    ({ type, urn }) => type === "kubernetes:helm.sh/v3:Release" && isBelow(model, urn, component.urn),
  );
  const [first] = releases;
  if (first === undefined) return "";
  return releases.length === 1 ? textOrEmpty(first.inputs.version) : plural(releases.length, "chart");
}

function isBelow(model: PageModel, urn: string, ancestor: string): boolean {
  const parent = model.byUrn.get(urn)?.parent;
  return parent != null && (parent === ancestor || isBelow(model, parent, ancestor));
}

/** The team of a workload: the label of its objects. */
function teamOf(model: PageModel, component: PlannedResource): string | undefined {
  for (const child of model.children.get(component.urn) ?? []) {
    const team = textOf(child.inputs, "metadata", "labels", teamLabel);
    if (team !== undefined) return team;
  }
  return undefined;
}

/** `internal` or `internet-facing` of a chart whose Service has a load balancer of AWS. */
function balancerScheme({ type, inputs }: PlannedResource): string | undefined {
  if (type !== "kubernetes:helm.sh/v3:Release") return undefined;
  const service = objectOf(inputs.values, "service");
  return textOf(service.annotations, "service.beta.kubernetes.io/aws-load-balancer-scheme");
}
