import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { KubernetesClient } from "../../sandbox/kubernetes/client";
import type { Sandbox } from "../../sandbox/sandbox";
import { run } from "./support/operations";
import { changeSetting, newSandbox, report, start } from "./support/sandbox";

/**
 * No object outlives the controller that it needs to go. The stack has a load balancer, a volume and a GPU node at work;
 * each edge of the program that orders their deletion is taken out once, and the deletion then hangs or fails.
 *
 * Not all edges show: Pulumi deletes level by level, and what has no edge may go in the right order by luck, as the
 * gateway's load balancer does. Those are tested on the plan, in test/stacks/dependencies.test.ts and layers.test.ts.
 *
 * What this does not prove: that a volume's deletion, of which Pulumi knows nothing, is always done before its driver
 * goes: here the driver has seconds, as its pods have in EKS.
 */
let sandbox: Sandbox;
let kubernetes: KubernetesClient;

interface Edge {
  readonly what: string;
  readonly file: string;
  readonly text: string;
  readonly without: string;
  /** What is left then, by a part of its URN. */
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
  const { root } = sandbox.options;
  cpSync(path.join(__dirname, "programs"), path.join(root, "test/e2e/programs"), { recursive: true });
  const index = path.join(root, "index.ts");
  const calls = 'import { finalizers } from "./test/e2e/programs/finalizers";\nfinalizers(platform);\n';
  writeFileSync(index, readFileSync(index, "utf8") + calls);
  // Its workloads are this test's own.
  changeSetting(sandbox, ["mlops:exampleWorkloads"], false);
  await start(sandbox);
  kubernetes = sandbox.kubernetes();
});

afterEach(async () => {
  kubernetes?.close();
  await sandbox.erase();
});

describe("the order of deletion", () => {
  it.each(edges)("needs the edge of $what", async ({ file, text, without, stuck }) => {
    const source = path.join(sandbox.options.root, file);
    const right = readFileSync(source, "utf8");
    expect(right.split(text)).toHaveLength(2);
    writeFileSync(source, right.replace(text, without));
    expect((await run(sandbox, "up")).errors).toEqual([]);
    await expectWorking();

    const destroyed = await destroyWithin(sandbox, 45_000);
    expect(destroyed.code).not.toBe(0);
    expect(destroyed.unfinished.filter((urn) => urn.includes(stuck)).length).toBeGreaterThan(0);
  });

  it("is right with all of them", async () => {
    expect((await run(sandbox, "up")).errors).toEqual([]);
    await expectWorking();
    const { code, errors, seconds } = await run(sandbox, "destroy");
    expect(errors).toEqual([]);
    expect(code).toBe(0);
    for (const [apiVersion, kind] of [
      ["v1", "PersistentVolume"],
      ["karpenter.sh/v1", "NodeClaim"],
      ["v1", "Node"],
    ] as const) {
      expect((await kubernetes.list(apiVersion, kind)).map(({ metadata }) => metadata.name)).toEqual([]);
    }
    expect((await sandbox.cloud.resources()).map(({ type }) => type)).toEqual([]);
    report("destroy with a load balancer, a volume and a GPU node", { seconds });
  });
});

/** There is something to hold on to. */
async function expectWorking(): Promise<void> {
  const wait = { timeout: 60_000, interval: 500 };
  const claim = { apiVersion: "v1", kind: "PersistentVolumeClaim", name: "store", namespace: "default" };
  await expect.poll(async () => (await kubernetes.read(claim))?.status?.phase, wait).toBe("Bound");
  await expect.poll(async () => (await kubernetes.list("karpenter.sh/v1", "NodeClaim")).length, wait).toBe(1);
  const front = await kubernetes.read({ apiVersion: "v1", kind: "Service", name: "front", namespace: "default" });
  expect(front?.metadata.finalizers).toContain("service.k8s.aws/resources");
}

/** Destroys, and gives up when nothing has happened for a while. @returns what had begun and did not end. */
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
