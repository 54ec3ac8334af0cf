import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type {
  HostContext,
  HostController,
  HostProcess,
  HostProcesses,
} from "../../../sandbox/controllers/host/hostController";
import { maximumDeaths, supervised } from "../../../sandbox/controllers/host/supervise";
import { karpenter } from "../../../sandbox/controllers/karpenter/process";
import { FakeCluster, laboratory, setReady } from "./fakeCluster";

class FakeProcesses implements HostProcesses {
  readonly running = new Map<string, HostProcess>();
  starts = 0;

  async start(name: string, given: HostProcess): Promise<void> {
    this.starts += 1;
    this.running.set(name, given);
  }

  async stop(name: string): Promise<void> {
    this.running.delete(name);
  }

  isRunning(name: string): boolean {
    return this.running.has(name);
  }
}

const workload = { kind: "Deployment", namespace: "flagger", name: "flagger" } as const;

function supervisedExample() {
  let seconds = 0;
  const context = laboratory({ now: () => new Date(seconds * 1000) });
  const processes = new FakeProcesses();
  const prepared: string[] = [];
  const entry: HostController = {
    name: "flagger",
    tool: "flagger",
    workload,
    simulates: "",
    version: "",
    notTested: "",
    prepare: async () => {
      prepared.push("prepared");
    },
    args: ({ kubeconfig }) => [`--kubeconfig=${kubeconfig}`],
    env: () => ({ MODE: "sandbox" }),
  };
  const controller = supervised(entry, hostContext(context.api, "/nowhere"), processes);
  const wait = (more: number) => {
    seconds += more;
  };
  return { context, processes, prepared, wait, round: () => controller.reconcile(context) };
}

function hostContext(api: FakeCluster, folder: string): HostContext {
  return {
    api,
    kubeconfig: "/sandbox/kubeconfig",
    zones: ["us-west-2a"],
    ports: { karpenterMetrics: 4001, karpenterHealth: 4002 },
    binary: (name) => path.join(folder, name),
    file: (...parts) => {
      mkdirSync(path.dirname(path.join(folder, ...parts)), { recursive: true });
      return path.join(folder, ...parts);
    },
  };
}

describe("supervised", () => {
  it("runs only while its workload is ready", async () => {
    const { context, processes, prepared, round } = supervisedExample();
    await round();
    expect(processes.starts).toBe(0);

    setReady(context.api, workload);
    await round();
    await round();
    expect(prepared).toEqual(["prepared"]);
    expect(processes.running.get("flagger")).toEqual({
      command: "/nowhere/flagger",
      args: ["--kubeconfig=/sandbox/kubeconfig"],
      env: { MODE: "sandbox" },
    });

    setReady(context.api, workload, 0);
    await round();
    expect(processes.isRunning("flagger")).toBe(false);
    expect(context.reports).toEqual(["started", "stopped: flagger/flagger is not ready"]);
  });

  it("adopts a process that already runs", async () => {
    const { context, processes, round } = supervisedExample();
    setReady(context.api, workload);
    processes.running.set("flagger", { command: "", args: [], env: {} });
    await round();
    expect(processes.starts).toBe(0);
  });

  it("restarts a limited number of times after it exits, until its workload becomes ready again", async () => {
    const { context, processes, wait, round } = supervisedExample();
    setReady(context.api, workload);
    for (let death = 1; death <= maximumDeaths; death += 1) {
      await round();
      expect(processes.starts).toBe(death);
      await processes.stop("flagger");
      wait(2);
      if (death < maximumDeaths) {
        await expect(round()).rejects.toThrow(`exited unexpectedly after 2 s (${death} of 5): see its log`);
      }
    }
    await round();
    await round();
    expect(processes.starts).toBe(maximumDeaths);
    expect(context.reports.at(-1)).toBe(
      "exited unexpectedly after 2 s (5 of 5): see its log; it will not be restarted until its workload becomes ready again",
    );

    setReady(context.api, workload, 0);
    await round();
    setReady(context.api, workload);
    await round();
    expect(processes.starts).toBe(maximumDeaths + 1);
  });

  it("resets the number of restarts after it ran long enough", async () => {
    const { context, processes, wait, round } = supervisedExample();
    setReady(context.api, workload);
    for (const seconds of [2, 100]) {
      await round();
      await processes.stop("flagger");
      wait(seconds);
      await expect(round()).rejects.toThrow(`after ${seconds} s (1 of 5)`);
    }
  });
});

describe("karpenter", () => {
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "karpenter-"));
    mkdirSync(path.join(folder, "assets"));
    writeFileSync(
      path.join(folder, "assets", "crd.yaml"),
      "metadata: {name: kwoknodeclasses.karpenter.kwok.sh}\nspec: {group: karpenter.kwok.sh}\n",
    );
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("starts with its CRD and its instance types", async () => {
    const api = new EstablishingCluster();
    const context = hostContext(api, folder);
    await karpenter.prepare?.(context);
    expect(api.changes).toEqual(["apply CustomResourceDefinition kwoknodeclasses.karpenter.kwok.sh"]);
    const { INSTANCE_TYPES_FILE_PATH = "", ...others } = karpenter.env(context);
    expect(JSON.parse(readFileSync(INSTANCE_TYPES_FILE_PATH, "utf8"))).toHaveLength(88);
    expect(others).toEqual({
      KUBECONFIG: "/sandbox/kubeconfig",
      SYSTEM_NAMESPACE: "kube-system",
      DISABLE_LEADER_ELECTION: "true",
      METRICS_PORT: "4001",
      HEALTH_PROBE_PORT: "4002",
    });
  });
});

/** A cluster that serves new kinds immediately. */
class EstablishingCluster extends FakeCluster {
  override async apply(...args: Parameters<FakeCluster["apply"]>) {
    const [reference, fields] = args;
    return super.apply(reference, { ...fields, status: { conditions: [{ type: "Established", status: "True" }] } });
  }
}
