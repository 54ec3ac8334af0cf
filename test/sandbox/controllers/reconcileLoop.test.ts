import { describe, expect, it } from "vitest";
import type { Controller } from "../../../sandbox/controllers/controller";
import { runControllers } from "../../../sandbox/controllers/reconcileLoop";
import { isAlive } from "../../../sandbox/controllers/workloadReadiness";
import { KubernetesError } from "../../../sandbox/kubernetes/client";
import { laboratory, setReady } from "./fakeCluster";

const workload = { kind: "Deployment", namespace: "kube-system", name: "karpenter" } as const;

/** Runs a controller until it was called so often. */
async function runs(times: number, reconcile: (round: number) => Promise<void>, owner?: Controller["owner"]) {
  const context = laboratory();
  const ended = new AbortController();
  let rounds = 0;
  const controller: Controller = {
    name: "example",
    standsFor: "",
    notProven: "",
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
  it("reports what failed with the controller's name, in one line, and tries again", async () => {
    const { reports } = await runs(3, async (round) => {
      if (round === 1) throw new Error("no\n  luck");
    });
    expect(reports).toEqual(["example: no luck"]);
  });

  it("takes a lost race for what it is, and reports it when it goes on", async () => {
    const conflict = async () => Promise.reject(new KubernetesError(409, "was changed"));
    expect((await runs(3, conflict)).reports).toEqual([]);
    expect((await runs(6, conflict)).reports).toEqual(["example: was changed"]);
  });

  it("never runs a controller twice at once", async () => {
    let running = 0;
    await runs(3, async () => {
      running += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(running).toBe(1);
      running -= 1;
    });
  });

  it("waits until the API answers, and says so once", async () => {
    const context = laboratory();
    const ended = new AbortController();
    let asked = 0;
    context.api.list = async () => {
      asked += 1;
      if (asked > 3) return [];
      throw new Error("connection refused");
    };
    const reconcile = async () => ended.abort();
    const controller = { name: "example", standsFor: "", notProven: "", reconcile };
    await runControllers([controller], context, { signal: ended.signal, intervalMs: 1 });
    expect(context.reports).toEqual(["waiting for the Kubernetes API: connection refused"]);
  });

  it("leaves alone what outlives its controller", async () => {
    const context = laboratory();
    const ended = new AbortController();
    let called = false;
    const reconcile = async () => {
      called = true;
    };
    setTimeout(() => ended.abort(), 30);
    const controller = { name: "example", standsFor: "", notProven: "", owner: { workload }, reconcile };
    await runControllers([controller], context, { signal: ended.signal, intervalMs: 1 });
    expect(called).toBe(false);
  });
});

describe("isAlive", () => {
  it("asks for one ready pod of a workload that stays", async () => {
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

  it("asks AWS for an add-on", async () => {
    const { api, cloud } = laboratory();
    expect(await isAlive({ addon: "aws-ebs-csi-driver" }, { api, cloud })).toBe(false);
    cloud.addons.add("aws-ebs-csi-driver");
    expect(await isAlive({ addon: "aws-ebs-csi-driver" }, { api, cloud })).toBe(true);
  });
});
