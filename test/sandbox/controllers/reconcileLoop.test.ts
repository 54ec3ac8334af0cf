import { describe, expect, it } from "vitest";
import type { Controller } from "../../../sandbox/controllers/controller";
import { runControllers } from "../../../sandbox/controllers/reconcileLoop";
import { isAlive } from "../../../sandbox/controllers/workloadReadiness";
import { KubernetesError } from "../../../sandbox/kubernetes/client";
import { laboratory, setReady } from "./fakeCluster";

const workload = { kind: "Deployment", namespace: "kube-system", name: "karpenter" } as const;

/** Runs a controller for a number of rounds. */
async function runs(times: number, reconcile: (round: number) => Promise<void>, owner?: Controller["owner"]) {
  const context = laboratory();
  const ended = new AbortController();
  let rounds = 0;
  const controller: Controller = {
    name: "example",
    simulates: "",
    notTested: "",
    ...(owner && { owner }),
    reconcile: async () => {
      rounds += 1;
      if (rounds >= times) ended.abort();
      await reconcile(rounds);
    },
  };
  await runControllers([controller], context, { signal: ended.signal, intervalMs: 1 });
  return context;
}

describe("runControllers", () => {
  it("reports a failure in one line with the controller's name, and retries", async () => {
    const { reports } = await runs(3, async (round) => {
      if (round === 1) throw new Error("no\n  luck");
    });
    expect(reports).toEqual(["example: no luck"]);
  });

  it("ignores one conflict, and reports repeated conflicts", async () => {
    const conflict = async () => Promise.reject(new KubernetesError(409, "was changed"));
    expect((await runs(3, conflict)).reports).toEqual([]);
    expect((await runs(6, conflict)).reports).toEqual(["example: was changed"]);
  });

  it("never runs a controller twice at the same time", async () => {
    let running = 0;
    await runs(3, async () => {
      running += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(running).toBe(1);
      running -= 1;
    });
  });

  it("waits until the API responds, and reports it once", async () => {
    const context = laboratory();
    const ended = new AbortController();
    let asked = 0;
    context.api.list = async () => {
      asked += 1;
      if (asked > 3) return [];
      throw new Error("connection refused");
    };
    const reconcile = async () => ended.abort();
    const controller = { name: "example", simulates: "", notTested: "", reconcile };
    await runControllers([controller], context, { signal: ended.signal, intervalMs: 1 });
    expect(context.reports).toEqual(["waiting for the Kubernetes API: connection refused"]);
  });

  it("does not run a controller whose owner does not exist", async () => {
    const context = laboratory();
    const ended = new AbortController();
    let called = false;
    const reconcile = async () => {
      called = true;
    };
    setTimeout(() => ended.abort(), 30);
    const controller = { name: "example", simulates: "", notTested: "", owner: { workload }, reconcile };
    await runControllers([controller], context, { signal: ended.signal, intervalMs: 1 });
    expect(called).toBe(false);
  });
});

describe("isAlive", () => {
  it("requires one ready pod of a workload that is not being deleted", async () => {
    const { api, cloud } = laboratory();
    expect(await isAlive({ workload }, { api, cloud })).toBe(false);
    setReady(api, workload, 0);
    expect(await isAlive({ workload }, { api, cloud })).toBe(false);
    setReady(api, workload, 1);
    expect(await isAlive({ workload }, { api, cloud })).toBe(true);
    await api.patch({ apiVersion: "apps/v1", ...workload }, { metadata: { finalizers: ["foregroundDeletion"] } });
    await api.delete({ apiVersion: "apps/v1", ...workload });
    expect(await isAlive({ workload }, { api, cloud })).toBe(false);
  });

  it("looks up an add-on in AWS", async () => {
    const { api, cloud } = laboratory();
    expect(await isAlive({ addon: "aws-ebs-csi-driver" }, { api, cloud })).toBe(false);
    cloud.addons.add("aws-ebs-csi-driver");
    expect(await isAlive({ addon: "aws-ebs-csi-driver" }, { api, cloud })).toBe(true);
  });
});
