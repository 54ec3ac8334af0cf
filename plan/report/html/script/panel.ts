import { connections, resources } from "./data";
import { connectionDetails, type Details, resourceDetails } from "./details";
import { all, element, required } from "./elements";

/** The details of one resource or connection, beside the page or over it. */
const panel = required("panel", HTMLElement);
const pageContent = all("header, nav, main", HTMLElement);
const over = matchMedia("(max-width: 1100px)");
let opener: Element | null = null;

export function openResource(place: number): void {
  const resource = resources[place];
  if (resource) show(resourceDetails(resource));
}

export function openConnection(index: number): void {
  const connection = connections[index];
  if (connection) show(connectionDetails(connection));
}

export function isOpen(): boolean {
  return !panel.hidden;
}

export function close(): void {
  if (panel.hidden) return;
  keepScrollPosition(opener, () => {
    panel.hidden = true;
    document.body.classList.remove("with-panel");
    updateInert();
  });
  focus(opener);
}

/** Returns to the page as it was before the details opened. */
export function closePanel(): void {
  history.pushState(null, "", location.href.replace(/#.*$/, "#"));
  close();
}

function show(details: Details): void {
  const title = element("h2", { id: "panel-title", tabindex: "-1" }, details.title);
  keepScrollPosition(document.activeElement, () => {
    if (panel.hidden) opener = document.activeElement;
    panel.replaceChildren(head(details, title), ...details.parts);
    panel.hidden = false;
    panel.scrollTop = 0;
    document.body.classList.add("with-panel");
    updateInert();
  });
  focus(title);
}

function head({ kind, badges }: Details, title: HTMLElement): HTMLElement {
  const button = element("button", { type: "button", id: "close" }, "Close");
  button.addEventListener("click", closePanel);
  const chips = badges.map((text) => element("li", {}, text));
  return element(
    "div",
    { class: "panel-head" },
    element("p", { class: "fact" }, kind),
    button,
    title,
    chips.length > 0 ? element("ul", { class: "chips" }, chips) : "",
  );
}

/** The panel makes the page narrower and so longer. The element in use stays where it is on the screen. */
function keepScrollPosition(used: Element | null, change: () => void): void {
  const place = used?.closest("main *") ? used.getBoundingClientRect() : undefined;
  const inView = place && place.bottom > 0 && place.top < innerHeight;
  const kept = inView ? used : document.elementFromPoint(innerWidth / 4, innerHeight / 2);
  const before = kept?.getBoundingClientRect().top ?? 0;
  change();
  if (kept?.isConnected) scrollBy({ top: kept.getBoundingClientRect().top - before, behavior: "instant" });
}

/** Makes the page inert while the panel covers it. */
function updateInert(): void {
  for (const part of pageContent) part.inert = !panel.hidden && over.matches;
}
over.addEventListener("change", updateInert);

function focus(target: Element | null): void {
  const takesFocus = target instanceof HTMLElement || target instanceof SVGElement;
  if (takesFocus && target.isConnected) target.focus({ preventScroll: true });
}
