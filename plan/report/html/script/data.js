/** What all scripts of the page share: the plan's resources, and how elements are made. */
globalThis.report = (() => {
  const { resources } = JSON.parse(document.getElementById("data").textContent);
  resources.forEach((resource, place) => {
    Object.assign(resource, { place, usedBy: [], awaitedBy: [], holds: [] });
  });
  for (const { place, uses, waits, holder } of resources) {
    for (const [need, inputs] of uses) resources[need].usedBy.push([place, inputs]);
    for (const need of waits) resources[need].awaitedBy.push(place);
    if (holder !== undefined) resources[holder].holds.push(place);
  }

  /** Texts never become markup: children are elements or text. */
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

  /** Like the server side's `dollars`. */
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

  return { resources, element, link, dollars, flagTexts };
})();
