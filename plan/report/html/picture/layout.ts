import type { ElkExtendedEdge, ElkNode, ElkPort, LayoutOptions } from "elkjs";
import ELK from "elkjs/lib/elk.bundled.js";
import type { EdgeKind, Picture, PictureEdge, PictureGroup } from "./picture";
import { nodeHeight, nodeText, nodeWidth, subnetsHeight, titleWidth } from "./text";

/** A rectangle, in pixels from the picture's corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Positions in a picture: the boxes of nodes and groups by id, and the corners of the line of each edge. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly lines: readonly { readonly edge: PictureEdge; readonly corners: readonly { x: number; y: number }[] }[];
}

const layered = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.spacing.nodeNode": "14",
  "elk.spacing.edgeNode": "12",
  "elk.spacing.edgeEdge": "8",
  "elk.layered.spacing.nodeNodeBetweenLayers": "24",
  "elk.layered.spacing.edgeNodeBetweenLayers": "10",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "8",
  "elk.randomSeed": "1",
};

/** No combination is the best for every picture: the result that fits a screen with the largest texts is chosen. */
const strategies = ["NETWORK_SIMPLEX", "BRANDES_KOEPF"].flatMap((placement) =>
  // Width by height of the list of pools, which no line touches.
  ["0.3", "1.1", "3"].map((poolsAspect) => ({ placement, poolsAspect })),
);
type Strategy = (typeof strategies)[number];

/** Pixels that a wide screen has for the picture. */
const screen = { width: 1350, height: 720 };

/** Frames whose nodes are only listed, without lines between them. */
const packed = {
  "elk.algorithm": "rectpacking",
  "elk.hierarchyHandling": "SEPARATE_CHILDREN",
  "elk.spacing.nodeNode": "8",
};

/** Places a picture's parts. Equal pictures have equal places. */
export async function layoutOf(picture: Picture): Promise<Layout> {
  const elk = new ELK();
  const results: ElkNode[] = [];
  for (const strategy of strategies) results.push(await elk.layout(graphOf(picture, strategy)));
  const shrinking = ({ width = 0, height = 0 }: ElkNode) => Math.max(width / screen.width, height / screen.height);
  return read(
    picture,
    results.reduce((best, one) => (shrinking(one) < shrinking(best) ? one : best)),
  );
}

function graphOf(picture: Picture, strategy: Strategy): ElkNode {
  return {
    id: "picture",
    layoutOptions: { ...optionsOf(strategy), "elk.padding": "[top=4,left=4,bottom=4,right=4]" },
    children: childrenOf(picture, undefined, strategy),
    edges: picture.edges.map(
      // Prometheus opens the connection, and metrics move towards it: the layout reverses the line.
      ({ from, to, kind }, index): ElkExtendedEdge =>
        kind === "metrics"
          ? { id: `e${index}`, sources: [port(to, kind, "out")], targets: [port(from, kind, "in")] }
          : { id: `e${index}`, sources: [port(from, kind, "out")], targets: [port(to, kind, "in")] },
    ),
  };
}

function optionsOf({ placement }: Strategy): LayoutOptions {
  return { ...layered, "elk.layered.nodePlacement.strategy": placement };
}

/** Returns the positions in the picture from ELK's result, which has positions relative to the frames. */
function read(picture: Picture, placed: ElkNode): Layout {
  const boxes = new Map<string, Box>();
  const origins = new Map<string, { x: number; y: number }>([["picture", { x: 0, y: 0 }]]);
  const visit = (node: ElkNode, left: number, top: number): void => {
    for (const child of node.children ?? []) {
      const [x, y] = [left + (child.x ?? 0), top + (child.y ?? 0)];
      boxes.set(child.id, { x, y, width: child.width ?? 0, height: child.height ?? 0 });
      origins.set(child.id, { x, y });
      visit(child, x, y);
    }
  };
  visit(placed, 0, 0);
  const lines = (placed.edges ?? []).flatMap((one) => {
    const edge = picture.edges[Number(one.id.slice(1))];
    const [section] = one.sections ?? [];
    if (edge === undefined || section === undefined) return [];
    const origin = origins.get(containerOf(one) ?? "picture") ?? { x: 0, y: 0 };
    const corners = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint].map(({ x, y }) => ({
      x: x + origin.x,
      y: y + origin.y,
    }));
    return [{ edge, corners: edge.kind === "metrics" ? corners.reverse() : corners }];
  });
  return { width: placed.width ?? 0, height: placed.height ?? 0, boxes, lines };
}

/** Edges of one kind share a port, so that their lines run together. */
function port(part: string, kind: EdgeKind, side: "in" | "out"): string {
  return JSON.stringify([part, kind, side]);
}

function portsOf({ edges }: Picture, part: string): ElkPort[] {
  const ends = edges.flatMap(({ from, to, kind }) => {
    const [source, target] = kind === "metrics" ? [to, from] : [from, to];
    return [
      ...(source === part ? [{ kind, side: "out" as const }] : []),
      ...(target === part ? [{ kind, side: "in" as const }] : []),
    ];
  });
  const ids = new Map(ends.map(({ kind, side }) => [port(part, kind, side), side]));
  return [...ids].map(([id, side]) => ({
    id,
    width: 0,
    height: 0,
    layoutOptions: { "elk.port.side": side === "in" ? "WEST" : "EAST" },
  }));
}

/** The frame that an edge's corners are relative to. ELK writes it to its result. */
function containerOf(edge: ElkExtendedEdge): string | undefined {
  return "container" in edge && typeof edge.container === "string" ? edge.container : undefined;
}

function childrenOf(picture: Picture, group: string | undefined, strategy: Strategy): ElkNode[] {
  const frames = picture.groups.filter((one) => one.group === group).map((one) => frame(picture, one, strategy));
  const nodes = picture.nodes
    .filter((one) => one.group === (group ?? ""))
    .map(
      (node): ElkNode => ({
        id: node.id,
        width: nodeWidth,
        height: nodeHeight(nodeText(node)),
        ports: portsOf(picture, node.id),
        layoutOptions: { "elk.portConstraints": "FIXED_SIDE" },
      }),
    );
  return [...nodes, ...frames];
}

function frame(picture: Picture, group: PictureGroup, strategy: Strategy): ElkNode {
  const lists = ["pools", "services"].includes(group.sort);
  const top = 32 + subnetsHeight(picture, group);
  return {
    id: group.id,
    children: childrenOf(picture, group.id, strategy),
    ports: portsOf(picture, group.id),
    layoutOptions: {
      "elk.portConstraints": "FIXED_SIDE",
      ...(lists
        ? { ...packed, "elk.aspectRatio": group.sort === "pools" ? strategy.poolsAspect : "0.9" }
        : optionsOf(strategy)),
      "elk.padding": `[top=${top},left=12,bottom=12,right=12]`,
      "elk.nodeSize.constraints": "[MINIMUM_SIZE]",
      "elk.nodeSize.minimum": `(${titleWidth(picture, group)},${top + 12})`,
    },
  };
}
