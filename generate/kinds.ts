import { services } from "../components/services/catalogue";
import type { Kind } from "../core/kubernetes/kind";
import { foreseenKinds, kubernetesKinds } from "../core/kubernetes/kinds";
import type { ServiceFacts } from "../core/services/serviceFacts";

/** `docs/kinds.md`. */
export function kindsPage(): string {
  const brought = Object.values<ServiceFacts>(services).flatMap(({ title, kinds }) => rows(title, kinds));
  return [
    "<!-- Written by npm run generate. -->",
    "",
    "# Kinds",
    "",
    "Kinds of Kubernetes objects that the program, guardrails or teams use: who brings them, what a team's people may do with",
    "them in the team's namespace, and when guardrails judge the pods that come of them. Viewers see what engineers edit. What",
    "else a service brings is in [versions](versions.md).",
    "",
    "A row is written in `kinds` of its service's `facts.ts`, or in `core/kubernetes/kinds.ts`. Team roles, guardrails and the",
    "sandbox read it.",
    "",
    "| kind | brought by | engineers may | its pods are judged |",
    "| --- | --- | --- | --- |",
    ...rows("Kubernetes", kubernetesKinds),
    ...brought,
    ...rows("a service to come", foreseenKinds),
    "",
  ].join("\n");
}

function rows(owner: string, kinds: readonly Kind[]): string[] {
  return kinds.map((kind) => {
    const name = kind.group === "" ? kind.kind : `${kind.kind} (${kind.group})`;
    return `| ${name} | ${owner} | ${rights[kind.teams]} | ${podsText(kind)} |`;
  });
}

const rights: Readonly<Record<Kind["teams"], string>> = { none: "", view: "see them", edit: "see and edit them" };

function podsText({ pods }: Kind): string {
  switch (pods) {
    case "none":
      return "";
    case "itself":
      return "with the object";
    case "hidden":
      return "at admission";
    default:
      return "with the object as far as it says; else at admission";
  }
}
