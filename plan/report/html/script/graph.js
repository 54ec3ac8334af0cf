/** The dependencies and dependents of a resource, as layers from left to right. */
report.graph = (() => {
  const { resources } = report;
  const node = { width: 172, height: 44, gapX: 44, gapY: 10, most: 7 };
  const head = 26;

  function svg(tag, attributes, ...children) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children.flat());
    return made;
  }

  function needs(place) {
    return [...resources[place].uses.map(([need]) => need), ...resources[place].waits];
  }

  function needers(place) {
    return [...resources[place].usedBy.map(([user]) => user), ...resources[place].awaitedBy];
  }

  /** The next layer, without resources of earlier layers. */
  function further(layer, next, seen) {
    const found = [...new Set(layer.flatMap(next))].filter((place) => !seen.has(place));
    const shown = found.slice(0, node.most);
    for (const place of shown) seen.add(place);
    return { shown, left: found.length - shown.length };
  }

  function layersOf(place, hops) {
    const seen = new Set([place]);
    const layers = [{ title: "this", shown: [place], left: 0 }];
    let [before, after] = [[place], [place]];
    for (let hop = 1; hop <= hops; hop++) {
      const earlier = further(before, needs, seen);
      const later = further(after, needers, seen);
      if (earlier.shown.length > 0) layers.unshift({ title: hop === 1 ? "needs" : "which need", ...earlier });
      if (later.shown.length > 0) layers.push({ title: hop === 1 ? "needed by" : "and so by", ...later });
      [before, after] = [earlier.shown, later.shown];
    }
    return layers;
  }

  function draw(place, hops) {
    const layers = layersOf(place, hops);
    const tallest = Math.max(...layers.map(({ shown, left }) => shown.length + (left > 0 ? 0.6 : 0)));
    const height = head + tallest * (node.height + node.gapY);
    const width = layers.length * (node.width + node.gapX) - node.gapX;
    const at = new Map();
    layers.forEach(({ shown }, column) => {
      const top = head + (height - head - shown.length * (node.height + node.gapY)) / 2;
      shown.forEach((one, row) => {
        at.set(one, { x: column * (node.width + node.gapX), y: top + row * (node.height + node.gapY) });
      });
    });
    // Only edges between layers are drawn.
    const edges = [...at.keys()].flatMap((from) =>
      needs(from)
        .filter((to) => at.get(to)?.x < at.get(from).x)
        .map((to) => edge(at.get(to), at.get(from))),
    );
    const heads = layers.map(({ title, left }, column) => {
      const x = column * (node.width + node.gapX);
      return svg("text", { x, y: 14, class: "graph-head" }, left > 0 ? `${title}, ${left} more` : title);
    });
    const picture = svg(
      "svg",
      { viewBox: `-2 0 ${width + 4} ${height}`, width: width + 4, height, role: "group", "aria-label": "Dependencies" },
      heads,
      edges,
      [...at].map(([one, position]) => box(one, position, one === place)),
    );
    return { picture, more: layersOf(place, 2).length > layersOf(place, 1).length };
  }

  /** Draws an edge from a dependency to its dependent. */
  function edge(from, to) {
    const [startX, startY] = [from.x + node.width, from.y + node.height / 2];
    const [endX, endY] = [to.x, to.y + node.height / 2];
    const bend = (endX - startX) / 2;
    const path = `M${startX} ${startY} C${startX + bend} ${startY} ${endX - bend} ${endY} ${endX} ${endY}`;
    return svg("path", { d: path, class: "graph-edge" });
  }

  function box(place, { x, y }, self) {
    const { path, shortType, topic } = resources[place];
    return svg(
      "a",
      { href: `#r${place}`, class: self ? "graph-node self" : "graph-node", "aria-label": `${path}, ${shortType}` },
      svg("title", {}, path),
      svg("rect", { x, y, width: node.width, height: node.height, rx: 5 }),
      svg("rect", { x, y: y + 6, width: 3, height: node.height - 12, class: `mark ${topic}` }),
      svg("text", { x: x + 12, y: y + 18 }, label(path)),
      svg("text", { x: x + 12, y: y + 34, class: "graph-type" }, short(shortType, 25)),
    );
  }

  /** The last two parts of a path if they fit, otherwise the more specific one. */
  function label(path) {
    const steps = path.split(" / ");
    const two = steps.slice(-2).join(" / ");
    if (two.length <= 20) return two;
    return steps.at(-1).length < 10 ? `…${two.slice(-19)}` : short(steps.at(-1), 19);
  }

  function short(text, limit) {
    return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
  }

  return { draw };
})();
