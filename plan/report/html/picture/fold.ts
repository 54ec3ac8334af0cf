import { groupBy } from "../../../../core/graph/graph";
import { compareText } from "../../../../core/json/json";
import type { Picture, PictureEdge, PictureGroup, PictureNode } from "./picture";

/** Workloads of a team, and pools of a cluster, that the picture shows one by one. */
const shownOfGroup = 8;

/** Teams that the picture shows with a frame each. */
const shownTeams = 8;

/** If this many nodes of a frame connect to the same part, one connection of the frame replaces theirs. */
const sharedBy: Partial<Record<PictureGroup["sort"], number>> = { team: 3, services: 1, pools: 1, cluster: 3 };

/** Reduces a picture to what fits on a screen: counts in place of many nodes, frames in place of many edges. */
export function folded(picture: Picture): Picture {
  return withSharedEdges(withCounts(withFewTeams(picture)));
}

/** If there are more teams than fit, all teams become nodes of one frame. */
function withFewTeams(picture: Picture): Picture {
  const teams = picture.groups.filter(({ sort }) => sort === "team");
  if (teams.length <= shownTeams) return picture;
  const [first] = teams;
  if (first === undefined) return picture;
  const frame: PictureGroup = {
    ...first,
    id: "teams",
    label: "Teams",
    urn: undefined,
    detail: `${teams.length}`,
    sort: "pools",
  };
  const inTeams = new Map(teams.map(({ id }) => [id, picture.nodes.filter(({ group }) => group === id)]));
  const nodes = picture.nodes.filter(({ group }) => !inTeams.has(group));
  const replaced = new Map<string, string>();
  const teamNodes = teams.map(({ id, label, urn }): PictureNode => {
    const own = inTeams.get(id) ?? [];
    for (const one of own) replaced.set(one.id, id);
    return {
      id,
      label,
      detail: own.length === 1 ? "1 workload" : `${own.length} workloads`,
      topic: "kubernetes",
      group: frame.id,
      urn,
      urns: [...(urn === undefined ? [] : [urn]), ...own.flatMap(({ urns }) => urns)],
    };
  });
  return {
    groups: [...picture.groups.filter(({ sort }) => sort !== "team"), frame],
    nodes: [...nodes, ...teamNodes],
    edges: moved(picture.edges, replaced),
  };
}

/** If a frame has more nodes than fit, the nodes of a kind become one node: `240 × ModelService`, `and 12 more`. */
function withCounts(picture: Picture): Picture {
  const replaced = new Map<string, string>();
  const added: PictureNode[] = [];
  for (const group of picture.groups.filter(({ sort }) => sort === "team" || sort === "pools")) {
    const own = picture.nodes.filter((node) => node.group === group.id);
    if (own.length <= shownOfGroup) continue;
    const keyOf = ({ detail }: PictureNode) => (group.sort === "team" ? detail.replace(/ ·.*/, "") : "");
    // The rarest kinds keep their nodes while there is room.
    const kinds = [...groupBy(own, keyOf)].sort(([, one], [, other]) => other.length - one.length);
    let left = own.length;
    for (const [kind, members] of kinds) {
      if (left <= shownOfGroup || members.length === 1) break;
      const kept = group.sort === "pools" ? members.slice(0, shownOfGroup - 1) : [];
      const folding = members.slice(kept.length);
      left -= folding.length - 1;
      const id = `${group.id} ${kind || "more"}`;
      for (const one of folding) replaced.set(one.id, id);
      const [first] = folding;
      if (first === undefined) continue;
      added.push({
        ...first,
        id,
        label: kept.length > 0 ? `and ${folding.length} more` : `${folding.length} × ${kind}`,
        detail: "",
        urn: group.urn,
        urns: folding.flatMap(({ urns }) => urns),
      });
    }
  }
  return {
    groups: picture.groups,
    nodes: [...picture.nodes.filter(({ id }) => !replaced.has(id)), ...added],
    edges: moved(picture.edges, replaced),
  };
}

/** If several nodes of a frame have an edge to the same part, one edge of the frame replaces them. */
function withSharedEdges(picture: Picture): Picture {
  const groups = new Map(picture.groups.map((group) => [group.id, group]));
  const groupOf = new Map([...picture.nodes, ...picture.groups].map(({ id, group }) => [id, group]));
  const isIn = (id: string, frame: string): boolean => {
    const group = groupOf.get(id);
    return id === frame || (group !== undefined && isIn(group, frame));
  };
  const frameAround = (id: string, sorts: readonly string[]): PictureGroup | undefined => {
    const frame = groups.get(groupOf.get(id) ?? "");
    return frame === undefined || sorts.includes(frame.sort) ? frame : frameAround(frame.id, sorts);
  };
  const lift = (edges: readonly PictureEdge[], end: "from" | "to", sorts: readonly string[]): PictureEdge[] => {
    const other = end === "from" ? "to" : "from";
    const frameOf = (edge: PictureEdge) => {
      const frame = frameAround(edge[end], sorts);
      if (frame === undefined || isIn(edge[other], frame.id)) return undefined;
      // Of a cluster, only requests are drawn from the frame. For stores and secrets, it matters which part uses them.
      return frame.sort === "cluster" && edge.kind !== "requests" ? undefined : frame;
    };
    const keyOf = (edge: PictureEdge) => JSON.stringify([frameOf(edge)?.id ?? edge[end], edge[other], edge.kind]);
    return [...groupBy(edges, keyOf)].flatMap(([, own]) => {
      const [first] = own;
      const frame = first && frameOf(first);
      if (first === undefined || frame === undefined || own.length < (sharedBy[frame.sort] ?? 0)) return own;
      return [joined(own, { ...first, [end]: frame.id })];
    });
  };
  const inside = ["team", "services", "pools"];
  const local = sameOnce(lift(lift(picture.edges, "from", inside), "to", inside));
  const outer = sameOnce(lift(lift(withoutInnerEdges(local, groupOf), "from", ["cluster"]), "to", ["cluster"]));
  // Connections of parts inside one frame stay in the frame.
  const edges = outer.filter(({ from, to }) => !isIn(from, to) && !isIn(to, from));
  return { ...picture, edges: mergedDirections(edges) };
}

/** Two edges of one kind between the same parts become one edge with two ends. */
function mergedDirections(edges: readonly PictureEdge[]): PictureEdge[] {
  const keyOf = ({ from, to, kind }: PictureEdge) => JSON.stringify([[from, to].sort(compareText), kind]);
  return [...groupBy(edges, keyOf).values()].flatMap(([first, second]) => {
    if (first === undefined) return [];
    return second === undefined ? [first] : [{ ...joined([first, second], first), both: true }];
  });
}

/** Merges an edge of a node into the edge of its frame to the same part, if there is one. */
function withoutInnerEdges(
  edges: readonly PictureEdge[],
  groupOf: ReadonlyMap<string, string | undefined>,
): PictureEdge[] {
  const keyOf = (from: string, to: string, kind: string) => JSON.stringify([from, to, kind]);
  const known = new Map(edges.map((edge) => [keyOf(edge.from, edge.to, edge.kind), edge]));
  const into = (edge: PictureEdge): PictureEdge | undefined =>
    known.get(keyOf(groupOf.get(edge.from) ?? "", edge.to, edge.kind)) ??
    known.get(keyOf(edge.from, groupOf.get(edge.to) ?? "", edge.kind));
  return [...groupBy(edges, (edge) => into(edge) ?? edge)].map(([edge, own]) => joined([edge, ...own], edge));
}

/** Edges with their ends replaced. Edges that become equal are joined. */
function moved(edges: readonly PictureEdge[], replaced: ReadonlyMap<string, string>): PictureEdge[] {
  const end = (id: string) => replaced.get(id) ?? id;
  return sameOnce(
    edges
      .map((edge) => ({
        ...edge,
        from: end(edge.from),
        to: end(edge.to),
        members: [...new Set([...edge.members.map(end)])],
      }))
      .filter(({ from, to }) => from !== to),
  );
}

function sameOnce(edges: readonly PictureEdge[]): PictureEdge[] {
  return [...groupBy(edges, ({ from, to, kind }) => JSON.stringify([from, to, kind]))]
    .sort(([one], [other]) => compareText(one, other))
    .flatMap(([, own]) => {
      const [first] = own;
      return first === undefined ? [] : [joined(own, first)];
    });
}

function joined(edges: readonly PictureEdge[], ends: PictureEdge): PictureEdge {
  return {
    ...ends,
    texts: [...new Set(edges.flatMap(({ texts }) => texts))],
    evidence: [...new Set(edges.flatMap(({ evidence }) => evidence))],
    members: [...new Set([ends.from, ends.to, ...edges.flatMap(({ members }) => members)])],
  };
}
