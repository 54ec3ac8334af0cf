import { simulatedControllers } from "./catalogue";
import { hostControllers } from "./host/catalogue";
import { ownerName } from "./workloadReadiness";

/** Returns the Markdown table of the sandbox's controllers for its documentation. */
export function controllerTable(): string {
  const real = hostControllers.map(({ name, simulates, version, workload, notTested }) => [
    name,
    `real: ${version}`,
    simulates,
    ownerName({ workload }),
    notTested,
  ]);
  const simulated = simulatedControllers.map(({ name, simulates, owner, notTested }) => [
    name,
    "simulated",
    simulates,
    owner ? ownerName(owner) : "always",
    notTested,
  ]);
  const heading = ["controller", "kind", "stands for", "active while this exists", "does not show"];
  return [heading, heading.map(() => "---"), ...real, ...simulated].map(row).join("\n").concat("\n");
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
