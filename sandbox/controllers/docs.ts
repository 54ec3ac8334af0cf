import { simulatedControllers } from "./catalogue";
import { hostControllers } from "./host/catalogue";
import { ownerName } from "./workloadReadiness";

/** Returns the Markdown table of the sandbox's controllers for its documentation. */
export function controllerTable(): string {
  const real = hostControllers.map(({ name, standsFor, version, workload, notProven }) => [
    name,
    `real: ${version}`,
    standsFor,
    ownerName({ workload }),
    notProven,
  ]);
  const simulated = simulatedControllers.map(({ name, standsFor, owner, notProven }) => [
    name,
    "simulated",
    standsFor,
    owner ? ownerName(owner) : "always",
    notProven,
  ]);
  const heading = ["controller", "kind", "stands for", "active while this exists", "does not show"];
  return [heading, heading.map(() => "---"), ...real, ...simulated].map(row).join("\n").concat("\n");
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
