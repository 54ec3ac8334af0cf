/** The details of one resource, beside the page or over it. */
report.panel = (() => {
  const { resources, connections, element, link, dollars, values, graph, flagTexts } = report;
  const panel = document.getElementById("panel");
  const behind = [...document.querySelectorAll("header, nav, main")];
  const over = matchMedia("(max-width: 1100px)");
  let opener;

  function open(place) {
    const resource = resources[place];
    if (resource) show(contents(resource));
  }

  function openConnection(index) {
    const connection = connections[index];
    if (connection) show(connectionContents(connection));
  }

  function show(content) {
    keepPlace(document.activeElement, () => {
      if (panel.hidden) opener = document.activeElement;
      panel.replaceChildren(...content);
      panel.hidden = false;
      panel.scrollTop = 0;
      document.body.classList.add("with-panel");
      cover();
    });
    document.getElementById("panel-title").focus({ preventScroll: true });
  }

  function close() {
    if (panel.hidden) return;
    keepPlace(opener, () => {
      panel.hidden = true;
      document.body.classList.remove("with-panel");
      cover();
    });
    if (opener?.isConnected) opener.focus({ preventScroll: true });
  }

  /** The panel makes the page narrower and so longer. The element in use stays where it is on the screen. */
  function keepPlace(used, change) {
    const place = used?.closest("main *") ? used.getBoundingClientRect() : undefined;
    const inView = place && place.bottom > 0 && place.top < innerHeight;
    const kept = inView ? used : document.elementFromPoint(innerWidth / 4, innerHeight / 2);
    const before = kept?.getBoundingClientRect().top ?? 0;
    change();
    if (kept?.isConnected) scrollBy({ top: kept.getBoundingClientRect().top - before, behavior: "instant" });
  }

  /** Makes the page inert while the panel covers it. */
  function cover() {
    for (const part of behind) part.inert = !panel.hidden && over.matches;
  }
  over.addEventListener("change", cover);

  function head(type, title, badges) {
    const close = element("button", { type: "button", id: "close" }, "Close");
    close.addEventListener("click", () => report.leave());
    return element(
      "div",
      { class: "panel-head" },
      element("p", { class: "fact" }, type),
      close,
      element("h2", { id: "panel-title", tabindex: "-1" }, title),
      badges,
    );
  }

  function connectionContents({ title, kind, texts, members, evidence }) {
    const list = (items) => element("ul", { class: "plain" }, items);
    return [
      head(`Connection: ${kind}`, title, ""),
      ...part("Purpose", texts.length > 0 && list(texts.map((text) => element("li", {}, text)))),
      ...part("Parts", members.length > 0 && list(members.map((name) => element("li", {}, name)))),
      ...part(
        "Derived from",
        list(
          evidence.map((place) =>
            element("li", {}, link(place), " ", element("span", { class: "fact" }, resources[place].shortType)),
          ),
        ),
      ),
    ];
  }

  function contents(resource) {
    return [
      head(resource.type, resource.path, badges(resource)),
      facts(resource),
      ...part("Change", resource.change && change(resource.change)),
      ...part("Guardrails", resource.verdicts.length > 0 && verdicts(resource.verdicts)),
      ...part("Permissions of this role", resource.grants.length > 0 && grants(resource.grants)),
      ...policyParts(resource),
      ...part("Inputs", Object.keys(resource.inputs).length > 0 && values.tree(resource.inputs)),
      ...part("Outputs", resource.outputs && Object.keys(resource.outputs).length > 0 && values.tree(resource.outputs)),
      ...part("Contains", resource.holds.length > 0 && holds(resource)),
      ...part("Dependencies", dependencies(resource)),
      ...part("Options", Object.keys(resource.options).length > 0 && values.tree(resource.options)),
      ...part("Cost a month", resource.cost.length > 0 && costs(resource.cost)),
      ...part("Identity", values.tree({ name: resource.fullName, urn: resource.urn })),
    ];
  }

  function part(title, content) {
    return content ? [element("section", {}, element("h3", {}, title), content)] : [];
  }

  function badges({ flags, fact }) {
    const all = [...(fact ? [fact] : []), ...flags.map((flag) => flagTexts[flag])];
    return all.length > 0
      ? element(
          "ul",
          { class: "chips" },
          all.map((text) => element("li", {}, text)),
        )
      : "";
  }

  function facts({ holder, source }) {
    const row = (title, content) => element("div", {}, element("dt", {}, title), element("dd", {}, content));
    return element(
      "dl",
      { class: "facts" },
      holder === undefined ? "" : row("Component", link(holder)),
      source ? row("Written in", element("code", {}, source)) : "",
    );
  }

  function change({ outcome, differences }) {
    return element(
      "div",
      {},
      element("p", {}, outcome),
      element(
        "ul",
        { class: "differences" },
        differences.map(({ path, text }) => element("li", {}, element("code", {}, path), ` ${text}`)),
      ),
    );
  }

  function verdicts(all) {
    return element(
      "ul",
      { class: "plain" },
      all.map(({ rule, status, message, fix }) =>
        element(
          "li",
          {},
          element("strong", {}, status),
          " ",
          element("code", {}, rule),
          ` ${message}`,
          fix ? element("p", { class: "fix" }, `Fix: ${fix}`) : "",
        ),
      ),
    );
  }

  function grants(places) {
    return element(
      "div",
      {},
      places.map((place) => {
        const { inputs } = resources[place];
        const own = values.policies(inputs).flatMap(({ statements }) => statements.map(values.statement));
        const managed =
          typeof inputs.policyArn === "string"
            ? [element("p", {}, "Managed policy ", element("code", {}, values.withLinks(inputs.policyArn)))]
            : [];
        return element("div", { class: "grant" }, element("h4", {}, link(place, resources[place].name)), own, managed);
      }),
    );
  }

  function policyParts({ inputs, shortType }) {
    return values.policies(inputs).flatMap(({ path, statements }) => {
      const title =
        path === "assumeRolePolicy"
          ? "Principals that assume it"
          : shortType.startsWith("iam.")
            ? "Permissions"
            : `Policy in ${path}`;
      return part(title, element("div", {}, statements.map(values.statement)));
    });
  }

  function holds({ holds: places }) {
    return element(
      "ul",
      { class: "plain" },
      places
        .slice(0, 200)
        .map((place) =>
          element(
            "li",
            {},
            link(place, resources[place].name),
            " ",
            element("span", { class: "fact" }, resources[place].shortType),
          ),
        ),
      places.length > 200 ? element("li", {}, `and ${places.length - 200} more in the list`) : "",
    );
  }

  function dependencies({ place, uses, waits, usedBy, awaitedBy }) {
    if (uses.length + waits.length + usedBy.length + awaitedBy.length === 0) return undefined;
    const frame = element("div", {
      class: "scroll graph",
      tabindex: "0",
      role: "region",
      "aria-label": "Dependencies, drawn",
    });
    const button = element("button", { type: "button", "aria-pressed": "false" }, "Two steps");
    const show = (hops) => {
      frame.replaceChildren(graph.draw(place, hops).picture);
      // The resource itself is in the middle, which a narrow frame should show.
      requestAnimationFrame(() => {
        frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2;
      });
    };
    show(1);
    button.addEventListener("click", () => {
      const two = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(two));
      show(two ? 2 : 1);
    });
    return element(
      "div",
      {},
      graph.draw(place, 1).more ? element("p", { class: "controls" }, button) : "",
      frame,
      links("Uses", uses),
      links(
        "Depends on",
        waits.map((need) => [need, []]),
      ),
      links("Used by", usedBy),
      links(
        "Required by",
        awaitedBy.map((user) => [user, []]),
      ),
    );
  }

  function links(title, all) {
    if (all.length === 0) return "";
    const items = all.map(([place, inputs]) =>
      element(
        "li",
        {},
        link(place),
        " ",
        element("span", { class: "fact" }, [resources[place].shortType, ...inputs].join(", ")),
      ),
    );
    return element(
      "details",
      { open: all.length <= 8 ? "" : undefined },
      element("summary", {}, `${title}: ${all.length}`),
      element("ul", { class: "plain" }, items),
    );
  }

  function costs(items) {
    return element(
      "ul",
      { class: "items" },
      items.map(({ item, minimum, expected, maximum, basis }) =>
        element(
          "li",
          {},
          `${item} `,
          element(
            "span",
            { class: "number" },
            `${dollars(expected)}${minimum === maximum ? "" : `, ${dollars(minimum)} to ${dollars(maximum)}`}`,
          ),
          element("span", { class: "basis" }, basis),
        ),
      ),
    );
  }

  return { open, openConnection, close };
})();
