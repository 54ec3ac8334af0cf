/** Shared by all scripts of the page: the plan's resources, and the creation of elements. */
globalThis.report = (() => {
  /** Empty until the data is decompressed. */
  const resources = [];
  /** Lines of the picture, in the order of their addresses. */
  const connections = [];
  const loaded = load();

  async function load() {
    const packed = atob(document.getElementById("data").textContent);
    const bytes = Uint8Array.from(packed, (character) => character.charCodeAt(0));
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const plan = await new Response(unpacked).json();
    for (const resource of plan.resources) {
      resources.push({ ...resource, place: resources.length, usedBy: [], awaitedBy: [], holds: [] });
    }
    connections.push(...plan.connections);
    for (const { place, uses, waits, holder } of resources) {
      for (const [need, inputs] of uses) resources[need].usedBy.push([place, inputs]);
      for (const need of waits) resources[need].awaitedBy.push(place);
      if (holder !== undefined) resources[holder].holds.push(place);
    }
  }

  /** Creates an element. Text is never parsed as markup. */
  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== false) made.setAttribute(name, value);
    }
    made.append(...children.flat().filter((child) => child !== undefined && child !== ""));
    return made;
  }

  function link(place, text) {
    return element("a", { href: `#r${place}` }, text ?? resources[place].path);
  }

  /** Formats like `dollars` of plan/report/money.ts. */
  function dollars(amount) {
    const size = Math.abs(amount);
    if (size < 0.005) return "$0";
    return `$${size < 99.995 ? size.toFixed(2) : Math.round(size).toLocaleString("en-US")}`;
  }

  const flagTexts = {
    protected: "protected",
    kept: "kept after deletion",
    opaque: "not looked into",
    unpriced: "not priced",
    changed: "changed",
  };

  return { resources, connections, loaded, element, link, dollars, flagTexts };
})();
