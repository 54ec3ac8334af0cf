import { dollars, flagTexts, link, type Resource, resources } from "./data";
import { element, required } from "./elements";

/** The list of resources, searched and filtered, a page at a time. */
const pageSize = matchMedia("(max-width: 40rem)").matches ? 25 : 50;
const form = required("filters", HTMLFormElement);
const rows = required("rows", HTMLTableSectionElement);
const more = required("more", HTMLButtonElement);
const status = required("found", HTMLElement);
const texts = new Map<Resource, string>();
let found: readonly Resource[] = [];

/** Shows the resources that match the form. */
export function search(): void {
  const values = new FormData(form);
  const wanted = (name: string) => String(values.get(name) ?? "");
  const [type, component, only] = [wanted("type"), wanted("component"), wanted("only")];
  const words = wanted("text").toLowerCase().split(/\s+/).filter(Boolean);
  const inName = ({ fullName, shortType }: Resource) => {
    const name = `${fullName} ${shortType}`.toLowerCase();
    return words.every((word) => name.includes(word));
  };
  const all = resources.filter(
    (resource) =>
      resource.custom &&
      (type === "" || resource.type === type) &&
      (component === "" || isInside(resource.component, component)) &&
      (only === "" || hasFlag(resource, only)) &&
      words.every((word) => textOf(resource).includes(word)),
  );
  // Resources with the searched name come first.
  found = words.length > 0 ? [...all.filter(inName), ...all.filter((resource) => !inName(resource))] : all;
  rows.replaceChildren();
  show(pageSize);
}

/** Applies the filter of an address: `#list?component=network`. */
export function filter(parameters: URLSearchParams): void {
  for (const field of form.elements) {
    const isField = field instanceof HTMLInputElement || field instanceof HTMLSelectElement;
    if (isField && field.name !== "") field.value = parameters.get(field.name) ?? "";
  }
  search();
  required("resources", HTMLElement).scrollIntoView();
}

export function showAll(): void {
  show(found.length);
}

/** Says why the list is empty. */
export function showError(text: string): void {
  status.textContent = text;
}

/** The text that a search looks into, created on the first search. */
function textOf(resource: Resource): string {
  const known = texts.get(resource);
  if (known !== undefined) return known;
  const { fullName, type, component, source, inputs, flags } = resource;
  const text = [fullName, type, component, source, flags.join(" "), JSON.stringify(inputs)].join(" ").toLowerCase();
  texts.set(resource, text);
  return text;
}

function isInside(component: string, wanted: string): boolean {
  return component === wanted || component.startsWith(`${wanted} / `);
}

function hasFlag({ flags }: Resource, wanted: string): boolean {
  return flags.some((flag) => flag === wanted || (wanted === "protected" && flag === "kept"));
}

function show(count: number): void {
  const shown = rows.childElementCount;
  rows.append(...found.slice(shown, shown + count).map(row));
  const total = resources.filter(({ custom }) => custom).length;
  const visible = rows.childElementCount;
  status.textContent = `${found.length} of ${total} resources${visible < found.length ? `, the first ${visible} shown` : ""}`;
  more.hidden = visible === found.length;
}

function row({ place, name, fact, shortType, type, component, flags, cost, topic }: Resource): HTMLElement {
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

let waiting: number | undefined;
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
