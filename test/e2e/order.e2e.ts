import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { KubernetesClient } from "../../sandbox/kubernetes/client";
import type { Sandbox } from "../../sandbox/sandbox";
import { run } from "./support/operations";
import { addProgram, newSandbox, start } from "./support/sandbox";

/**
 * Objects are deleted before the controller that their deletion needs. Each dependency that orders these deletions is
 * removed once, and the deletion then hangs or fails. lifecycle.e2e.ts tests the deletion with all dependencies.
 *
 * Some dependencies cannot be tested like this: Pulumi deletes level by level, so resources without a dependency may be
 * deleted in the right order by chance, such as the gateway's load balancer. test/stacks/dependencies.test.ts and
 * creationOrder.test.ts test these on the plan.
 */
let sandbox: Sandbox;
let kubernetes: KubernetesClient;

interface Edge {
  readonly what: string;
  readonly file: string;
  readonly text: string;
  readonly without: string;
  /** Part of the URN of the resource that is then not deleted. */
  readonly stuck: string;
}

const edges: readonly Edge[] = [
  {
    what: "node pools on Karpenter",
    file: "components/compute/compute.ts",
    text: "dependsOn: [...karpenter.ready] }",
    without: "dependsOn: [] }",
    stuck: "::mlops-dev-compute-pool-",
  },
];

beforeEach(async () => {
  sandbox = newSandbox();
  addProgram(sandbox, "pools", { call: "pools()", only: true });
  await start(sandbox);
  kubernetes = sandbox.kubernetes();
});

afterEach(async () => {
  kubernetes?.close();
  await sandbox.erase();
});

describe("the order of deletion", () => {
  it.each(edges)("needs the dependency of $what", async ({ file, text, without, stuck }) => {
    const source = path.join(sandbox.options.root, file);
    const right = readFileSync(source, "utf8");
    expect(right.split(text)).toHaveLength(2);
    writeFileSync(source, right.replace(text, without));
    expect((await run(sandbox, "up")).errors).toEqual([]);
    const claims = async () => (await kubernetes.list("karpenter.sh/v1", "NodeClaim")).length;
    await expect.poll(claims, { timeout: 60_000, interval: 500 }).toBe(1);

    const destroyed = await destroyWithin(sandbox, 45_000);
    expect(destroyed.code).not.toBe(0);
    expect(destroyed.unfinished.filter((urn) => urn.includes(stuck)).length).toBeGreaterThan(0);
  });
});

/** Destroys, and stops if nothing happens for a while. @returns the operations that did not end. */
async function destroyWithin(within: Sandbox, quietMs: number) {
  const unfinished = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const outcome = await run(within, "destroy", {
    watch: ({ op, urn }, kill) => {
      if (op === "delete") unfinished.add(urn);
      clearTimeout(timer);
      timer = setTimeout(kill, quietMs);
    },
    finished: ({ urn }) => unfinished.delete(urn),
  });
  clearTimeout(timer);
  return { code: outcome.code, unfinished: [...unfinished] };
}
