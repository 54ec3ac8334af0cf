/** Formats inputs as text, and policies as statements. */
report.values = (() => {
  const { element, link, resources } = report;
  const token = /\[unknown:([^#\]]+)#([^\]]+)\]/g;

  /** A text with its tokens as links to the resources that they refer to. */
  function withLinks(text) {
    const parts = [];
    let end = 0;
    for (const match of text.matchAll(token)) {
      const [whole, place, property] = match;
      const resource = resources[place];
      parts.push(text.slice(end, match.index));
      parts.push(
        resource ? link(place, `${property} of ${resource.path}`) : `${property} of ${place.split("::").at(-1)}`,
      );
      end = match.index + whole.length;
    }
    parts.push(text.slice(end));
    return parts.filter((part) => part !== "");
  }

  function parsed(text) {
    if (!/^\s*[[{]/.test(text) || /^\[unknown:/.test(text)) return undefined;
    try {
      const value = JSON.parse(text);
      return typeof value === "object" && value !== null ? value : undefined;
    } catch {
      return undefined;
    }
  }

  function isPolicy(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value) && "Statement" in value;
  }

  /** Keys and values, one per line, lists with dashes. Policies are shown separately. */
  function tree(value) {
    if (Array.isArray(value)) {
      if (value.length === 0) return element("span", { class: "scalar" }, "none");
      return element(
        "ul",
        { class: "tree" },
        value.map((one) => element("li", {}, tree(one))),
      );
    }
    if (typeof value === "object" && value !== null) {
      const entries = Object.entries(value);
      if (entries.length === 0) return element("span", { class: "scalar" }, "empty");
      return element(
        "dl",
        { class: "tree" },
        entries.map(([key, inner]) =>
          element(
            "div",
            { class: isNested(inner) ? "nested" : "" },
            element("dt", {}, key),
            element("dd", {}, tree(inner)),
          ),
        ),
      );
    }
    if (typeof value !== "string") return element("span", { class: "scalar literal" }, String(value));
    const inner = parsed(value);
    if (isPolicy(inner)) return element("span", { class: "fact" }, "a policy, shown below");
    if (inner) return tree(inner);
    return element("span", { class: value.includes("\n") ? "scalar lines" : "scalar" }, withLinks(value));
  }

  function isNested(value) {
    const inner = typeof value === "string" ? parsed(value) : value;
    if (isPolicy(inner) && typeof value === "string") return false;
    return typeof inner === "object" && inner !== null && Object.keys(inner).length > 0;
  }

  /** Finds every policy in the inputs, with its path. */
  function policies(value, path = "") {
    if (typeof value === "string") {
      const inner = parsed(value);
      return isPolicy(inner) ? [{ path, statements: [inner.Statement].flat() }] : [];
    }
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => policies(inner, path ? `${path}.${key}` : key));
  }

  function statement({ Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition }) {
    const row = (title, value) =>
      value === undefined ? undefined : element("div", {}, element("dt", {}, title), element("dd", {}, texts(value)));
    return element(
      "div",
      { class: `statement ${Effect === "Deny" ? "deny" : "allow"}` },
      element("p", { class: "effect" }, element("strong", {}, Effect), Sid ? ` ${Sid}` : ""),
      element(
        "dl",
        {},
        [
          row("Principals", Principal),
          row("All principals except", NotPrincipal),
          row("Actions", Action),
          row("All actions except", NotAction),
          row("Resources", Resource),
          row("All resources except", NotResource),
          Condition ? element("div", {}, element("dt", {}, "If"), element("dd", {}, tree(Condition))) : undefined,
        ].filter(Boolean),
      ),
    );
  }

  function texts(value) {
    if (typeof value === "object" && !Array.isArray(value)) return tree(value);
    return element(
      "ul",
      { class: "chips" },
      [value].flat().map((one) => element("li", {}, withLinks(String(one)))),
    );
  }

  return { tree, policies, statement, withLinks };
})();
