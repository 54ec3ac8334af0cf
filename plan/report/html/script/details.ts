import { at, dollars, flagTexts, link, type Resource } from "./data";
import { type Child, element } from "./elements";
import { draw } from "./graph";
import type { ChangeData, Connection, CostItem, Use, VerdictData } from "./types";
import { policies, statement, tree, withLinks } from "./values";

/** Details of something: what it is, its name, and its parts. */
export interface Details {
  readonly kind: string;
  readonly title: string;
  readonly badges: readonly string[];
  readonly parts: readonly HTMLElement[];
}

/** Contained resources that the details list. The list of resources has all. */
const shownContents = 200;

/** Links that the details show without a click. */
const openLinks = 8;

export function connectionDetails({ title, kind, texts, members, evidence }: Connection): Details {
  return {
    kind: `Connection: ${kind}`,
    title,
    badges: [],
    parts: [
      ...part("Purpose", texts.length > 0 && plainList(texts)),
      ...part("Parts", members.length > 0 && plainList(members)),
      ...part("Derived from", plainList(evidence.map((place) => withNote(link(place), at(place).shortType)))),
    ],
  };
}

export function resourceDetails(resource: Resource): Details {
  const { inputs, outputs, options, verdicts, grants, holds, cost, flags, fact } = resource;
  return {
    kind: resource.type,
    title: resource.path,
    badges: [...(fact ? [fact] : []), ...flags.map((flag) => flagTexts[flag])],
    parts: [
      facts(resource),
      ...part("Change", resource.change && change(resource.change)),
      ...part("Guardrails", verdicts.length > 0 && verdictList(verdicts)),
      ...part("Permissions of this role", grants.length > 0 && grantList(grants)),
      ...policyParts(resource),
      ...part("Inputs", Object.keys(inputs).length > 0 && tree(inputs)),
      ...part("Outputs", outputs && Object.keys(outputs).length > 0 && tree(outputs)),
      ...part("Contains", holds.length > 0 && contents(holds)),
      ...part("Dependencies", dependencies(resource)),
      ...part("Options", Object.keys(options).length > 0 && tree(options)),
      ...part("Cost a month", cost.length > 0 && costs(cost)),
      ...part("Identity", tree({ name: resource.fullName, urn: resource.urn })),
    ],
  };
}

function part(title: string, content: HTMLElement | false | null | undefined): HTMLElement[] {
  return content ? [element("section", {}, element("h3", {}, title), content)] : [];
}

function plainList(items: readonly (Child | readonly Child[])[]): HTMLElement {
  return element(
    "ul",
    { class: "plain" },
    items.map((item) => element("li", {}, item)),
  );
}

function withNote(first: Child, note: string): Child[] {
  return [first, " ", element("span", { class: "fact" }, note)];
}

function facts({ holder, source }: Resource): HTMLElement {
  const row = (title: string, content: Child) =>
    element("div", {}, element("dt", {}, title), element("dd", {}, content));
  return element(
    "dl",
    { class: "facts" },
    holder === undefined ? "" : row("Component", link(holder)),
    source ? row("Written in", element("code", {}, source)) : "",
  );
}

function change({ outcome, differences }: ChangeData): HTMLElement {
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

function verdictList(verdicts: readonly VerdictData[]): HTMLElement {
  return plainList(
    verdicts.map(({ rule, status, message, fix }) => [
      element("strong", {}, status),
      " ",
      element("code", {}, rule),
      ` ${message}`,
      fix ? element("p", { class: "fix" }, `Fix: ${fix}`) : "",
    ]),
  );
}

function grantList(places: readonly number[]): HTMLElement {
  return element(
    "div",
    {},
    places.map((place) => {
      const { inputs, name } = at(place);
      const own = policies(inputs).flatMap(({ statements }) => statements.map(statement));
      const managed =
        typeof inputs.policyArn === "string"
          ? element("p", {}, "Managed policy ", element("code", {}, withLinks(inputs.policyArn)))
          : undefined;
      return element("div", { class: "grant" }, element("h4", {}, link(place, name)), own, managed);
    }),
  );
}

function policyParts({ inputs, shortType }: Resource): HTMLElement[] {
  return policies(inputs).flatMap(({ path, statements }) => {
    const other = shortType.startsWith("iam.") ? "Permissions" : `Policy in ${path}`;
    const title = path === "assumeRolePolicy" ? "Principals that assume it" : other;
    return part(title, element("div", {}, statements.map(statement)));
  });
}

function contents(places: readonly number[]): HTMLElement {
  const more = places.length - shownContents;
  return plainList([
    ...places.slice(0, shownContents).map((place) => withNote(link(place, at(place).name), at(place).shortType)),
    ...(more > 0 ? [`and ${more} more in the list`] : []),
  ]);
}

function dependencies({
  place,
  uses,
  explicitDependencies,
  usedBy,
  explicitDependents,
}: Resource): HTMLElement | undefined {
  if (uses.length + explicitDependencies.length + usedBy.length + explicitDependents.length === 0) return undefined;
  const frame = element("div", {
    class: "scroll graph",
    tabindex: "0",
    role: "region",
    "aria-label": "Dependencies, drawn",
  });
  const button = element("button", { type: "button", "aria-pressed": "false" }, "Two steps");
  const show = (steps: number) => {
    frame.replaceChildren(draw(place, steps).picture);
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
  const withoutInputs = (needs: readonly number[]) => needs.map((need): Use => [need, []]);
  return element(
    "div",
    {},
    draw(place, 1).more ? element("p", { class: "controls" }, button) : "",
    frame,
    links("Uses", uses),
    links("Depends on", withoutInputs(explicitDependencies)),
    links("Used by", usedBy),
    links("Required by", withoutInputs(explicitDependents)),
  );
}

function links(title: string, uses: readonly Use[]): Child {
  if (uses.length === 0) return undefined;
  return element(
    "details",
    { open: uses.length <= openLinks },
    element("summary", {}, `${title}: ${uses.length}`),
    plainList(uses.map(([place, inputs]) => withNote(link(place), [at(place).shortType, ...inputs].join(", ")))),
  );
}

function costs(items: readonly CostItem[]): HTMLElement {
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
