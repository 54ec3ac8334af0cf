import { link, resources } from "./data";
import { type Child, element } from "./elements";
import type { Values } from "./types";

const token = /\[unknown:([^#\]]+)#([^\]]+)\]/g;

/** A text with its tokens as links to the resources that they refer to. */
export function withLinks(text: string): Child[] {
  const parts: Child[] = [];
  let end = 0;
  for (const match of text.matchAll(token)) {
    const [whole, place = "", property = ""] = match;
    const resource = resources[Number(place)];
    parts.push(text.slice(end, match.index));
    parts.push(
      resource
        ? link(resource.place, `${property} of ${resource.path}`)
        : `${property} of ${place.split("::").at(-1) ?? ""}`,
    );
    end = match.index + whole.length;
  }
  parts.push(text.slice(end));
  return parts;
}

/** Keys and values, one per line, lists with dashes. Policies are shown separately. */
export function tree(value: unknown): HTMLElement {
  if (Array.isArray(value)) {
    if (value.length === 0) return element("span", { class: "scalar" }, "none");
    return element(
      "ul",
      { class: "tree" },
      value.map((one: unknown) => element("li", {}, tree(one))),
    );
  }
  if (isValues(value)) {
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
  if (inner !== undefined) return tree(inner);
  return element("span", { class: value.includes("\n") ? "scalar lines" : "scalar" }, withLinks(value));
}

/** A policy document in an input. */
export interface Policy {
  /** Path of the input. */
  readonly path: string;
  readonly statements: readonly Values[];
}

/** Finds every policy in the inputs. */
export function policies(value: unknown, path = ""): Policy[] {
  if (typeof value === "string") {
    const inner = parsed(value);
    return isPolicy(inner) ? [{ path, statements: [inner.Statement].flat().filter(isValues) }] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => policies(inner, path === "" ? key : `${path}.${key}`));
}

/** Fields of a statement with their titles, in the order in which they are shown. */
const statementFields = {
  Principal: "Principals",
  NotPrincipal: "All principals except",
  Action: "Actions",
  NotAction: "All actions except",
  Resource: "Resources",
  NotResource: "All resources except",
};

/** One statement of a policy. */
export function statement(fields: Values): HTMLElement {
  const { Sid, Effect, Condition } = fields;
  const row = (title: string, content: HTMLElement) =>
    element("div", {}, element("dt", {}, title), element("dd", {}, content));
  const rows = Object.entries(statementFields).flatMap(([key, title]) =>
    fields[key] === undefined ? [] : [row(title, texts(fields[key]))],
  );
  return element(
    "div",
    { class: `statement ${Effect === "Deny" ? "deny" : "allow"}` },
    element("p", { class: "effect" }, element("strong", {}, String(Effect)), Sid ? ` ${Sid}` : ""),
    element("dl", {}, rows, Condition ? row("If", tree(Condition)) : undefined),
  );
}

function texts(value: unknown): HTMLElement {
  if (isValues(value)) return tree(value);
  return element(
    "ul",
    { class: "chips" },
    [value].flat().map((one) => element("li", {}, withLinks(String(one)))),
  );
}

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text) || /^\[unknown:/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function isValues(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPolicy(value: unknown): value is Values {
  return isValues(value) && "Statement" in value;
}

function isNested(value: unknown): boolean {
  const inner = typeof value === "string" ? parsed(value) : value;
  if (isPolicy(inner) && typeof value === "string") return false;
  return typeof inner === "object" && inner !== null && Object.keys(inner).length > 0;
}
