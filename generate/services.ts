import { services } from "../components/services/catalogue";
import type { ServiceFacts } from "../core/services/serviceFacts";

/** Returns the table of `docs/services.md`. */
export function servicesTable(): string {
  const rows = Object.values<ServiceFacts>(services).map(({ title, namespace, purpose, kinds }) => {
    const groups = [...new Set(kinds.map(({ group }) => group))].map((group) => `\`${group}\``);
    return `| ${title} | ${namespace === undefined ? "" : `\`${namespace}\``} | ${purpose} | ${groups.join(", ")} |`;
  });
  return ["| service | namespace | purpose | kinds |", "| --- | --- | --- | --- |", ...rows].join("\n");
}
