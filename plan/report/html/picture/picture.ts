import type { Kind } from "../kinds";

/** Kind of a connection between two parts of the picture. */
export const edgeKinds = ["requests", "artifacts", "metrics", "secrets"] as const;
export type EdgeKind = (typeof edgeKinds)[number];

/** A box of the picture: one resource or component, or several of one sort. */
export interface PictureNode {
  readonly id: string;
  readonly label: string;
  /** A second line, in a smaller font. */
  readonly detail: string;
  readonly topic: Kind;
  /** Group that contains the node. */
  readonly group: string;
  /** Resource that a click shows. Undefined for a party outside of the plan. */
  readonly urn: string | undefined;
  /** URNs of the resources that the node represents, without their descendants. */
  readonly urns: readonly string[];
  /** Whether a comparison deletes the part. @default false */
  readonly removed?: boolean;
}

/** A frame around nodes and other groups. */
export interface PictureGroup {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  /** Group around this one. Undefined for the outermost groups. */
  readonly group: string | undefined;
  readonly urn: string | undefined;
  /** `team` and `services` have nodes whose common edges begin at the frame. */
  readonly sort: "account" | "network" | "tier" | "cluster" | "pools" | "services" | "team" | "regional";
  /** Subnets of a tier, one for each zone. */
  readonly subnets: readonly { readonly zone: string; readonly block: string; readonly urn: string }[];
  /** Whether a comparison deletes the part. @default false */
  readonly removed?: boolean;
}

/** A connection: `from` opens it. */
export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  /** Whether `to` opens connections to `from` too. */
  readonly both: boolean;
  /** Purposes of the connection, each text once: `port 5000`. */
  readonly texts: readonly string[];
  /** URNs of the resources that permit or configure the connection. */
  readonly evidence: readonly string[];
  /** Nodes that this edge connects: its own ends, and for a frame the nodes inside. */
  readonly members: readonly string[];
}

/** The architecture as a graph. Equal plans have equal graphs. */
export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly groups: readonly PictureGroup[];
  readonly edges: readonly PictureEdge[];
}

/** Index of each node and group, by its id. The scripts of the page identify parts by this index. */
export function indexOfParts({ nodes, groups }: Picture): ReadonlyMap<string, number> {
  return new Map([...groups, ...nodes].map(({ id }, index) => [id, index]));
}

/** The name of a part, for texts. */
export function nameOfPart({ nodes, groups }: Picture, id: string): string {
  return [...nodes, ...groups].find((one) => one.id === id)?.label ?? id;
}

/** `gateway → labels`. */
export function edgeTitle(picture: Picture, { from, to, both }: PictureEdge): string {
  return `${nameOfPart(picture, from)} ${both ? "↔" : "→"} ${nameOfPart(picture, to)}`;
}

/** Parties outside of the account, and AWS services of which the plan creates no resource. */
export const clients = "clients";
export const internet = "internet";
export const loadBalancer = "load-balancer";
export const secretsManager = "secrets-manager";
