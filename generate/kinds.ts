import { services } from "../components/services/catalogue";
import type { Kind } from "../core/kubernetes/kind";
import { kubernetesKinds, plannedKinds } from "../core/kubernetes/kinds";
import type { ServiceFacts } from "../core/services/serviceFacts";

/** Returns the text of `docs/kinds.md`. */
export function kindsPage(): string {
  const brought = Object.values<ServiceFacts>(services).flatMap(({ title, kinds }) => rows(title, kinds));
  return [
    "<!-- Written by npm run generate. -->",
    "",
    "# Kinds",
    "",
    "Kinds of Kubernetes objects that the program, the guardrails or teams use. The table shows who installs each kind, what",
    "engineers may do with it in the namespace of their team, and when guardrails check the pods that its controller creates.",
    "Viewers may read all kinds that engineers may read or edit. [Versions](versions.md) lists all kinds that charts install.",
    "",
    "The kinds of a service are in its `facts.ts`, all others in `core/kubernetes/kinds.ts`. Team roles, guardrails and the",
    "sandbox read them.",
    "",
    "| kind | installed by | engineers may | its pods are checked |",
    "| --- | --- | --- | --- |",
    ...rows("Kubernetes", kubernetesKinds),
    ...brought,
    ...rows("a future service", plannedKinds),
    "",
  ].join("\n");
}

function rows(owner: string, kinds: readonly Kind[]): string[] {
  return kinds.map((kind) => {
    const name = kind.group === "" ? kind.kind : `${kind.kind} (${kind.group})`;
    return `| ${name} | ${owner} | ${rights[kind.teams]} | ${podsText(kind)} |`;
  });
}

const rights: Readonly<Record<Kind["teams"], string>> = { none: "", view: "read", edit: "read and edit" };

function podsText({ pods }: Kind): string {
  switch (pods) {
    case "none":
      return "";
    case "itself":
      return "with the object";
    case "hidden":
      return "at admission";
    default:
      return "with the object, as far as it defines them; the rest at admission";
  }
}
