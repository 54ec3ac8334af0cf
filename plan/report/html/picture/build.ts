import type { PageModel } from "../pageModel";
import { edgesOf } from "./edges";
import { folded } from "./fold";
import { partsOf } from "./parts";
import { internet, loadBalancer, type Picture, type PictureEdge, type PictureNode, secretsManager } from "./picture";
import { removedParts } from "./removed";

/** The architecture of a plan as a graph that fits on a screen. */
export function pictureOf(model: PageModel): Picture {
  const parts = partsOf(model);
  const edges = edgesOf(model, parts);
  const used = new Set(edges.flatMap(({ members }) => members));
  // Parties that the plan does not create are only in the picture with a connection.
  const nodes = parts.nodes.filter(({ id }) => ![internet, secretsManager].includes(id) || used.has(id));
  const removed = removedParts(model, parts.groups);
  return folded({
    nodes: [...nodes.map((node) => placed(node, edges, nodes)), ...removed.nodes],
    groups: [...parts.groups, ...removed.groups],
    edges,
  });
}

/**
 * Services that workloads, data stores or clients talk to have a place of their own. The rest serve the cluster itself:
 * they stay in one frame.
 */
function placed(node: PictureNode, edges: readonly PictureEdge[], nodes: readonly PictureNode[]): PictureNode {
  if (node.group !== "services") return node;
  const groupOf = new Map(nodes.map(({ id, group, topic }) => [id, { group, topic }]));
  const talks = edges.some(({ from, to, kind }) => {
    if (from !== node.id && to !== node.id) return false;
    if (kind === "metrics" && to === node.id) return false;
    const other = from === node.id ? to : from;
    const place = groupOf.get(other);
    return other === loadBalancer || place === undefined || place.topic === "data" || place.group.startsWith("team ");
  });
  return talks ? { ...node, group: "cluster" } : node;
}
