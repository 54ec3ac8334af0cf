import { type Content, type Html, html } from "../html";
import type { PageModel } from "../pageModel";
import { changesOfParts, type PartChanges } from "./changes";
import type { Box, Layout } from "./layout";
import {
  edgeKinds,
  edgeTitle,
  indexOfParts,
  type Picture,
  type PictureEdge,
  type PictureGroup,
  type PictureNode,
} from "./picture";
import { areStacked, cut, lineHeight, nodeHeight, nodeText, subnetHeight, subnetWidth } from "./text";

/** Values that all parts of a drawing use. */
interface Drawing {
  readonly model: PageModel;
  readonly picture: Picture;
  readonly layout: Layout;
  readonly index: ReadonlyMap<string, number>;
  readonly changes: ReadonlyMap<string, PartChanges>;
}

/** The picture as SVG: frames, then lines, then nodes. Colours are in the style sheet. */
export function svgOf(model: PageModel, picture: Picture, layout: Layout): Html {
  const [width, height] = [Math.ceil(layout.width), Math.ceil(layout.height)];
  const drawing = { model, picture, layout, index: indexOfParts(picture), changes: changesOfParts(model, picture) };
  return html`<svg id="picture" viewBox="0 0 ${width} ${height}" style="aspect-ratio:${width}/${height}" role="group" aria-label="Architecture">
<defs>${edgeKinds.map(
    (kind) =>
      html`<marker id="arrow-${kind}" class="arrow ${kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z"/></marker>`,
  )}</defs>
${picture.groups.map((group) => frame(drawing, group))}
<g class="lines">${layout.lines.map(({ edge, corners }) => line(drawing, edge, corners))}</g>
${picture.nodes.map((node) => box(drawing, node))}
</svg>`;
}

function frame({ model, picture, layout, index, changes }: Drawing, group: PictureGroup): Content {
  const at = layout.boxes.get(group.id);
  if (at === undefined) return undefined;
  const { x, y, width, height } = at;
  const change = changes.get(group.id);
  const title = html`<text x="${x + 12}" y="${y + 20}" class="frame-title">${group.label}<tspan dx="6" class="frame-detail">${group.detail}</tspan></text>`;
  return html`<g class="frame ${group.sort} ${change?.worst ?? ""}${group.removed ? " removed" : ""}" data-part="${index.get(group.id)}"><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>${linked(model, group.urn, title)}${subnets(model, picture, group, at)}${badge(change, at)}</g>`;
}

function subnets(model: PageModel, picture: Picture, group: PictureGroup, { x, y }: Box): Content {
  const stacked = areStacked(picture, group);
  return group.subnets.map(({ zone, block, urn }, index) => {
    const [left, top] = [x + 12 + (stacked ? 0 : index * subnetWidth), y + 29 + (stacked ? index * subnetHeight : 0)];
    return linked(
      model,
      urn,
      html`<g class="subnet"><rect x="${left}" y="${top}" width="${subnetWidth - 8}" height="17" rx="3"/><text x="${left + 6}" y="${top + 12}">${zone} ${block}</text></g>`,
    );
  });
}

function box({ model, layout, index, changes }: Drawing, node: PictureNode): Content {
  const at = layout.boxes.get(node.id);
  if (at === undefined) return undefined;
  const { x, y, width } = at;
  const text = nodeText(node);
  const height = nodeHeight(text);
  const rows = [
    ...text.label.map((line) => ({ line, type: "label" })),
    ...text.detail.map((line) => ({ line, type: "detail" })),
  ];
  const change = changes.get(node.id);
  const title = [node.label, node.detail, change?.text].filter(Boolean).join(", ");
  const inner = html`<g class="part ${change?.worst ?? ""}${node.removed ? " removed" : ""}" data-part="${index.get(node.id)}"><title>${title}</title><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="5"/><rect class="mark ${node.topic}" x="${x}" y="${y}" width="4" height="${height}"/>${rows.map(
    ({ line, type }, row) => html`<text x="${x + 12}" y="${y + 17 + row * lineHeight}" class="${type}">${line}</text>`,
  )}${badge(change, { x, y, width, height })}</g>`;
  // A deleted part has no details: the list of changes says what happens to it.
  return node.removed ? html`<a href="#changes">${inner}</a>` : linked(model, node.urn, inner);
}

/** The number of changes, at the upper right corner. */
function badge(change: PartChanges | undefined, { x, y, width }: Box): Content {
  if (change === undefined) return undefined;
  const room = 10 + String(change.count).length * 7;
  const left = x + width - room - 6;
  return html`<g class="badge"><rect x="${left}" y="${y - 7}" width="${room}" height="15" rx="7"/><text x="${left + room / 2}" y="${y + 4}" text-anchor="middle">${change.count}</text></g>`;
}

function line({ picture, index }: Drawing, edge: PictureEdge, corners: readonly { x: number; y: number }[]): Html {
  const path = corners.map(({ x, y }, place) => `${place === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("");
  const indexes = (ids: readonly string[]) => ids.map((id) => index.get(id)).join(" ");
  const title = `${edgeTitle(picture, edge)}: ${edge.kind}${edge.texts.length > 0 ? ` (${cut(edge.texts.join("; "), 200)})` : ""}`;
  return html`<a href="#e${picture.edges.indexOf(edge)}" class="line ${edge.kind}" data-ends="${indexes([edge.from, edge.to])}" data-members="${indexes(edge.members)}"><title>${title}</title><path class="hit" d="${path}"/><path d="${path}" marker-end="url(#arrow-${edge.kind})"${edge.both ? html` marker-start="url(#arrow-${edge.kind})"` : undefined}/></a>`;
}

function linked({ places }: PageModel, urn: string | undefined, content: Html): Html {
  const place = urn === undefined ? undefined : places.get(urn);
  return place === undefined ? content : html`<a href="#r${place}">${content}</a>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
