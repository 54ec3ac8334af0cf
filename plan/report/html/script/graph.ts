import { at } from "./data";
import { svg } from "./elements";

/** The dependencies and dependents of a resource, as layers from left to right. */
const box = { width: 172, height: 44, gapX: 44, gapY: 10 };
const titleHeight = 26;
const maximumPerLayer = 7;

interface Layer {
  readonly title: string;
  readonly shown: readonly number[];
  /** How many more there are. */
  readonly left: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Draws a resource with dependencies and dependents up to `steps` away. `more` is whether a second step adds any. */
export function draw(place: number, steps: number): { picture: SVGSVGElement; more: boolean } {
  const layers = layersOf(place, steps);
  const tallest = Math.max(...layers.map(({ shown, left }) => shown.length + (left > 0 ? 0.6 : 0)));
  const height = titleHeight + tallest * (box.height + box.gapY);
  const width = layers.length * (box.width + box.gapX) - box.gapX;
  const points = new Map<number, Point>();
  layers.forEach(({ shown }, column) => {
    const top = titleHeight + (height - titleHeight - shown.length * (box.height + box.gapY)) / 2;
    shown.forEach((one, row) => {
      points.set(one, { x: column * (box.width + box.gapX), y: top + row * (box.height + box.gapY) });
    });
  });
  // Only edges between layers are drawn.
  const edges = [...points].flatMap(([one, to]) =>
    needs(one).flatMap((need) => {
      const from = points.get(need);
      return from !== undefined && from.x < to.x ? edge(from, to) : [];
    }),
  );
  const heads = layers.map(({ title, left }, column) => {
    const x = column * (box.width + box.gapX);
    return svg("text", { x, y: 14, class: "graph-head" }, left > 0 ? `${title}, ${left} more` : title);
  });
  const picture = svg(
    "svg",
    { viewBox: `-2 0 ${width + 4} ${height}`, width: width + 4, height, role: "group", "aria-label": "Dependencies" },
    heads,
    edges,
    [...points].map(([one, point]) => node(one, point, one === place)),
  );
  return { picture, more: layersOf(place, 2).length > layersOf(place, 1).length };
}

function layersOf(place: number, steps: number): Layer[] {
  const seen = new Set([place]);
  const layers: Layer[] = [{ title: "this", shown: [place], left: 0 }];
  let before: readonly number[] = [place];
  let after: readonly number[] = [place];
  for (let step = 1; step <= steps; step++) {
    const earlier = further(before, needs, seen);
    const later = further(after, dependentsOf, seen);
    if (earlier.shown.length > 0) layers.unshift({ title: step === 1 ? "needs" : "needs indirectly", ...earlier });
    if (later.shown.length > 0) layers.push({ title: step === 1 ? "needed by" : "indirectly by", ...later });
    before = earlier.shown;
    after = later.shown;
  }
  return layers;
}

/** The next layer, without resources of earlier layers. */
function further(
  layer: readonly number[],
  next: (place: number) => readonly number[],
  seen: Set<number>,
): Omit<Layer, "title"> {
  const found = [...new Set(layer.flatMap(next))].filter((place) => !seen.has(place));
  const shown = found.slice(0, maximumPerLayer);
  for (const place of shown) seen.add(place);
  return { shown, left: found.length - shown.length };
}

function needs(place: number): number[] {
  const { uses, explicitDependencies } = at(place);
  return [...uses.map(([need]) => need), ...explicitDependencies];
}

function dependentsOf(place: number): number[] {
  const { usedBy, explicitDependents } = at(place);
  return [...usedBy.map(([user]) => user), ...explicitDependents];
}

/** Draws an edge from a dependency to its dependent. */
function edge(from: Point, to: Point): SVGPathElement {
  const [startX, startY] = [from.x + box.width, from.y + box.height / 2];
  const [endX, endY] = [to.x, to.y + box.height / 2];
  const bend = (endX - startX) / 2;
  const path = `M${startX} ${startY} C${startX + bend} ${startY} ${endX - bend} ${endY} ${endX} ${endY}`;
  return svg("path", { d: path, class: "graph-edge" });
}

function node(place: number, { x, y }: Point, self: boolean): SVGAElement {
  const { path, shortType, topic } = at(place);
  return svg(
    "a",
    { href: `#r${place}`, class: self ? "graph-node self" : "graph-node", "aria-label": `${path}, ${shortType}` },
    svg("title", {}, path),
    svg("rect", { x, y, width: box.width, height: box.height, rx: 5 }),
    svg("rect", { x, y: y + 6, width: 3, height: box.height - 12, class: `mark ${topic}` }),
    svg("text", { x: x + 12, y: y + 18 }, label(path)),
    svg("text", { x: x + 12, y: y + 34, class: "graph-type" }, short(shortType, 25)),
  );
}

/** The last two parts of a path if they fit, otherwise the more specific one. */
function label(path: string): string {
  const parts = path.split(" / ");
  const two = parts.slice(-2).join(" / ");
  if (two.length <= 20) return two;
  const last = parts.at(-1) ?? "";
  return last.length < 10 ? `…${two.slice(-19)}` : short(last, 19);
}

function short(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}
