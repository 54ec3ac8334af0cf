import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { choicesOfStack, choicesPage } from "../../../plan/choices/choices";
import { fixtureConfig, fixtureSettings } from "../../fixtures/fixtures";
import { root } from "../../support/plan";

const prod = choicesPage(fixtureSettings("prod"), ["About prod."]);

function dev(changes: Record<string, unknown>): string {
  const { config, secretKeys } = fixtureConfig("dev");
  const changed = Object.entries(changes).map(([key, value]) => [`mlops:${key}`, JSON.stringify(value)]);
  return choicesPage(fixtureSettings("dev", { config: { ...config, ...Object.fromEntries(changed) }, secretKeys }), []);
}

describe("what teams can choose", () => {
  it("has each accelerator by the name that workloads use, for each pool", () => {
    expect(prod).toContain("| `nvidia-l4` | `gpu-l4` | 22 | 4 | none |");
    expect(prod).toContain("| `nvidia-l4` | `gpu-l4-shared` | 22 | 1 | up to 4 pods, which share its memory |");
    expect(prod).toContain("| `nvidia-h100` | `gpu-h100` | 80 | 8 | none |");
  });

  it("has the size that fits one pod, and prices on demand and on spot", () => {
    expect(prod).toContain("| `g6.2xlarge` | 8 | 32 | 1 × l4, 22 GiB each | 7.4 vCPUs, 27.6 GiB | 0.978 | 0.538 |");
    expect(prod).toContain("at least 1 node;");
    expect(prod).toMatch(/Prices are USD .* from the list of \d{4}-\d\d-\d\d/);
  });

  it("has quotas and what containers get without requests", () => {
    expect(prod).toContain("| `vision` | 128 | 512 | 2000 | 300 | 16 | 0 |");
    expect(prod).toContain("| `risk` | 250m CPU, 1Gi | 128 CPU, 1Gi | 128 CPU, 512Gi |");
  });

  it("imports classes from modules that exist, and lists the keys of transform", () => {
    const imports = [...prod.matchAll(/^ {4}import \{ (\w+) \} from "\.\.\/(.*)";$/gm)];
    expect(imports).toHaveLength(5);
    for (const [, , module] of imports) expect(existsSync(path.join(root, `${module}.ts`))).toBe(true);
    expect(prod).toContain("| [TrainingJob](workloads/training-job.md) | `job` (`k8s.batch.v1.JobArgs`) |");
  });

  it("says what a stack without pools, accelerators or teams lacks", () => {
    const cpus = { purpose: "general", instanceTypes: ["m7i.xlarge"], limits: { vcpus: 8 } };
    expect(dev({ compute: { pools: { cpus } }, teams: { a1: {} } })).toContain("No pool has accelerators");
    const empty = dev({ compute: { pools: {} }, teams: {} });
    expect(empty).toContain("The stack has no pools");
    expect(empty).toContain("The stack has no teams.");
  });

  it("links the documentation from a file beside the checkout", () => {
    const page = choicesOfStack({ stack: "prod", settings: fixtureSettings("prod") });
    expect(page).toContain("](docs/workloads/training-job.md)");
    expect(page).toContain("`npm run plan -- --stack prod --choices FILE` writes this page.");
  });
});
