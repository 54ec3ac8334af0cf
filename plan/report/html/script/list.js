/** The list of resources, searched and filtered, a page at a time. */
report.list = (() => {
  const { resources, element, link, dollars, flagTexts } = report;
  const pageSize = matchMedia("(max-width: 40rem)").matches ? 25 : 50;
  const form = document.getElementById("filters");
  const rows = document.getElementById("rows");
  const more = document.getElementById("more");
  const status = document.getElementById("found");
  const texts = new Map();
  let found = [];

  /** Created on the first search. */
  function textOf(resource) {
    const known = texts.get(resource);
    if (known) return known;
    const { fullName, type, component, source, inputs, flags } = resource;
    const text = [fullName, type, component, source, flags.join(" "), JSON.stringify(inputs)].join(" ").toLowerCase();
    texts.set(resource, text);
    return text;
  }

  function search() {
    const wanted = Object.fromEntries(new FormData(form));
    const words = wanted.text.toLowerCase().split(/\s+/).filter(Boolean);
    const inName = ({ fullName, shortType }) => {
      const name = `${fullName} ${shortType}`.toLowerCase();
      return words.every((word) => name.includes(word));
    };
    const all = resources.filter(
      (resource) =>
        resource.custom &&
        (wanted.type === "" || resource.type === wanted.type) &&
        (wanted.component === "" || isInside(resource.component, wanted.component)) &&
        (wanted.only === "" || hasFlag(resource, wanted.only)) &&
        words.every((word) => textOf(resource).includes(word)),
    );
    // Resources with the searched name come first.
    found = words.length > 0 ? [...all.filter(inName), ...all.filter((resource) => !inName(resource))] : all;
    rows.replaceChildren();
    show(pageSize);
  }

  function isInside(component, wanted) {
    return component === wanted || component.startsWith(`${wanted} / `);
  }

  function hasFlag({ flags }, wanted) {
    return flags.includes(wanted) || (wanted === "protected" && flags.includes("kept"));
  }

  function show(count) {
    const shown = rows.childElementCount;
    rows.append(...found.slice(shown, shown + count).map(row));
    const total = resources.filter(({ custom }) => custom).length;
    const visible = rows.childElementCount;
    status.textContent = `${found.length} of ${total} resources${visible < found.length ? `, the first ${visible} shown` : ""}`;
    more.hidden = visible === found.length;
  }

  function row({ place, name, fact, shortType, type, component, flags, cost, topic }) {
    const expected = cost.reduce((sum, item) => sum + item.expected, 0);
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, link(place, name), fact ? element("span", { class: "fact" }, ` ${fact}`) : ""),
      element("td", { title: type }, element("span", { class: `dot ${topic}` }), shortType),
      element("td", {}, component),
      element("td", {}, flags.map((flag) => flagTexts[flag]).join(", ")),
      element("td", { class: "number" }, cost.length > 0 ? dollars(expected) : ""),
    );
  }

  /** Applies the filter of an address: `#list?component=network`. */
  function filter(parameters) {
    for (const field of form.elements) {
      if (field.name) field.value = parameters.get(field.name) ?? "";
    }
    search();
    document.getElementById("resources").scrollIntoView();
  }

  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 80);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  form.addEventListener("reset", () => setTimeout(search));
  more.addEventListener("click", () => show(pageSize));

  return { search, filter, showAll: () => show(found.length) };
})();
