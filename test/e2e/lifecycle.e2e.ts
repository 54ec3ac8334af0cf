import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { charts } from "../../components/services/charts";
import { kinds } from "../../components/services/kinds";
import { chartName } from "../../core/charts/release";
import { stackType } from "../../core/graph/registration";
import type { JsonObject } from "../../core/json/json";
import type { KubernetesClient } from "../../sandbox/kubernetes/client";
import type { Contents, Sandbox } from "../../sandbox/sandbox";
import { planStack } from "../support/plan";
import { expectDesignedOrder } from "./support/deletionOrder";
import { everyObject, firstTouches, kubernetesObjects } from "./support/objects";
import { run } from "./support/operations";
import { answerTo, clientOf, jobSpec, restrictedPodSpec, undisturbed } from "./support/people";
import { stackState } from "./support/recovery";
import { addProgram, changeSetting, newSandbox, report, start, upstream } from "./support/sandbox";

/**
 * The lifecycle of the stack `dev`, from creation to destruction, with the commands of its users.
 *
 * Not tested: see docs/sandbox.md. AWS is simulated, and no containers run. It is also not tested that a volume, which
 * Pulumi does not know, is always deleted before its driver: here the driver has a few seconds, as its pods have in
 * EKS.
 */
let sandbox: Sandbox;
let contents: Contents;
let kubernetes: KubernetesClient;
let before: readonly string[];

beforeAll(async () => {
  sandbox = newSandbox();
  contents = await start(sandbox);
  kubernetes = sandbox.kubernetes();
  before = await everyObject(kubernetes);
});

afterAll(async () => {
  kubernetes?.close();
  const memory = Object.values(sandbox.processes.memory()).reduce((sum, bytes) => sum + bytes, 0);
  report("memory of the whole sandbox", { MiB: Math.round(memory / 2 ** 20) });
  expect(memory).toBeLessThan(2 * 2 ** 30);
  await sandbox.erase();
});

const gpuNodes = async () =>
  (await kubernetes.list("karpenter.sh/v1", "NodeClaim")).filter(
    ({ metadata }) => metadata.labels?.["mlops.platform/pool"] === "gpu-l4",
  );

describe("the stack dev", () => {
  it("comes up completely", async () => {
    const { code, operations, changes, errors, seconds, slowest } = await run(sandbox, "up");
    expect(errors).toEqual([]);
    expect(code).toBe(0);
    const created = operations.filter(({ op }) => op === "create").map(({ urn }) => urn);
    expect(created.sort()).toEqual(contents.resources.map(({ urn }) => urn).sort());
    expect(changes).toEqual({ create: contents.resources.length });
    report("up", { resources: created.length, seconds, slowest });
  });

  it("creates only objects that did not exist before", async () => {
    const objects = kubernetesObjects(contents.resources);
    expect(objects.length).toBeGreaterThan(0);
    const touches = await firstTouches(sandbox, objects);
    expect(touches.filter(({ code }) => code !== 201)).toEqual([]);
    const touched = new Set(touches.map(({ urn }) => urn));
    expect(objects.map(({ urn }) => urn).filter((urn) => !touched.has(urn))).toEqual([]);
  });

  it("has one owner for each object", async () => {
    const objects = kubernetesObjects(contents.resources);
    const keys = objects.map(({ group, kind, namespace, name }) => [group, kind, namespace, name].join("/"));
    expect(new Set(keys).size).toBe(keys.length);
    // Helm rejects objects of other releases, and does not adopt objects that it did not create.
    const ofCharts = await Promise.all(
      objects.map(async ({ apiVersion, kind, namespace, name }) => {
        const live = await kubernetes.read({ apiVersion, kind, name, namespace });
        return live?.metadata.annotations?.["meta.helm.sh/release-name"];
      }),
    );
    expect(ofCharts.filter((release) => release !== undefined)).toEqual([]);
  });

  it("has a node for each pod", async () => {
    const pods = await kubernetes.list("v1", "Pod");
    expect(pods.length).toBeGreaterThan(0);
    const waiting = pods.filter(({ status }) => status?.phase !== "Running" && status?.phase !== "Succeeded");
    expect(waiting.map(({ metadata, status }) => `${metadata.namespace}/${metadata.name} ${status?.phase}`)).toEqual(
      [],
    );
    report("pods", { running: pods.length });
  });

  it("is not changed by a second up", async () => {
    const { code, operations, changes, seconds } = await run(sandbox, "up");
    expect(code).toBe(0);
    expect(operations).toEqual([]);
    expect(changes).toEqual({ same: contents.resources.length });
    report("second up", { operations: operations.length, seconds });
  });

  it("equals its state", async () => {
    const { code, operations } = await run(sandbox, "preview", { args: ["--refresh", "--expect-no-changes"] });
    expect(operations.filter(({ op }) => op !== "refresh")).toEqual([]);
    expect(code).toBe(0);
  });

  it("detects and reverts external changes and deletions", async () => {
    const [versioning] = (await sandbox.cloud.resources()).filter(({ type }) => type.endsWith(":BucketVersioning"));
    const [target] = (await sandbox.cloud.resources()).filter(({ type }) => type.endsWith(":EventTarget"));
    if (!versioning || !target) throw new Error("the stack has neither a versioned bucket nor an event's target");
    await sandbox.cloud.patchResource(versioning, { versioningConfiguration: { status: "Suspended" } });
    await sandbox.cloud.deleteResource(target);
    await kubernetes.delete({ apiVersion: "storage.k8s.io/v1", kind: "StorageClass", name: "gp3" });
    await kubernetes.patch(
      { apiVersion: "karpenter.sh/v1", kind: "NodePool", name: "general" },
      { spec: { limits: { cpu: "1" } } },
    );

    const shown = await run(sandbox, "refresh");
    expect(shown.code).toBe(0);
    expect(shown.changes).toMatchObject({ update: 2, delete: 2 });
    const { code, operations, errors, seconds } = await run(sandbox, "up");
    expect(errors).toEqual([]);
    expect(code).toBe(0);
    expect(operations.map(({ op, type }) => `${op} ${type}`).sort()).toEqual([
      "create aws:cloudwatch/eventTarget:EventTarget",
      "create kubernetes:storage.k8s.io/v1:StorageClass",
      "update aws:s3/bucketVersioning:BucketVersioning",
      "update kubernetes:karpenter.sh/v1:NodePool",
    ]);
    expect((await run(sandbox, "preview", { args: ["--refresh", "--expect-no-changes"] })).code).toBe(0);
    report("drift repaired", { resources: operations.length, seconds });
  });

  it("shows a changed tag as updates only", async () => {
    changeSetting(sandbox, ["mlops:tags", "owner"], "someone-else");
    const { code, operations, seconds } = await run(sandbox, "preview");
    expect(code).toBe(0);
    expect(operations.length).toBeGreaterThan(50);
    expect([...new Set(operations.map(({ op }) => op))]).toEqual(["update"]);
    report("preview of a changed tag", { updates: operations.length, seconds });
    changeSetting(sandbox, ["mlops:tags", "owner"], "ml-platform");
  });

  it("shows a larger pool as one update", async () => {
    changeSetting(sandbox, ["mlops:compute", "pools", "gpu-l4", "limits", "accelerators"], 3);
    const { operations } = await run(sandbox, "preview");
    const shown = operations.map(({ op, type, urn, diffs }) => [op, type, urn.split("::").at(-1), diffs]);
    expect(shown).toEqual([
      [
        "update",
        "kubernetes:karpenter.sh/v1:NodePool",
        "mlops-dev-compute-pool-gpu-l4",
        ['spec.limits["nvidia.com/gpu"]'],
      ],
    ]);
    const { code, changes } = await run(sandbox, "up");
    expect(code).toBe(0);
    expect(changes).toEqual({ same: contents.resources.length - 1, update: 1 });
  });

  it("allows members of a team exactly what their role grants", async () => {
    const role = (name: string) => clientOf(sandbox, `arn:aws:iam::111122223333:role/${name}`);
    const job = { apiVersion: "batch/v1", kind: "Job", metadata: { generateName: "by-hand-" } };
    const spec = jobSpec();
    const answers: Record<string, unknown> = {};
    for (const person of ["vision-engineer", "vision-viewer", "somebody"]) {
      const client = role(person);
      const made = (namespace: string) => client.create({ ...job, spec }, namespace);
      const pod = { apiVersion: "v1", kind: "Pod", metadata: { generateName: "by-hand-" }, spec: restrictedPodSpec(0) };
      answers[person] = {
        "makes a job in the team's namespace": await answerTo(() => made("vision")),
        "makes a job elsewhere": await answerTo(() => made("mlflow")),
        "makes a pod": await answerTo(() => client.create(pod, "vision")),
        "lists pods": await answerTo(() => client.list("v1", "Pod", "vision")),
        "lists pods of all": await answerTo(() => client.list("v1", "Pod")),
        "reads secrets": await answerTo(() => client.list("v1", "Secret", "vision")),
        "changes the quota": await answerTo(() =>
          client.patch({ apiVersion: "v1", kind: "ResourceQuota", name: "team", namespace: "vision" }, { spec: {} }),
        ),
      };
      client.close();
    }
    const refused = {
      "makes a job elsewhere": 403,
      "makes a pod": 403,
      "lists pods of all": 403,
      "reads secrets": 403,
    };
    expect(answers).toEqual({
      "vision-engineer": {
        ...refused,
        "makes a job in the team's namespace": "allowed",
        "lists pods": "allowed",
        "changes the quota": 403,
      },
      "vision-viewer": {
        ...refused,
        "makes a job in the team's namespace": 403,
        "lists pods": "allowed",
        "changes the quota": 403,
      },
      somebody: Object.fromEntries(Object.keys(Object(answers.somebody)).map((what) => [what, 401])),
    });
    for (const { metadata } of await kubernetes.list("batch/v1", "Job", "vision")) {
      if (metadata.name.startsWith("by-hand-")) {
        await kubernetes.delete({ apiVersion: "batch/v1", kind: "Job", name: metadata.name, namespace: "vision" });
      }
    }
  });

  it("rejects objects beyond the team's quota, and pods that are not restricted or are privileged", async () => {
    const metadata = { name: "judged", annotations: undisturbed };
    const pod = (spec: JsonObject) => ({ apiVersion: "v1", kind: "Pod", metadata, spec });
    await expect(kubernetes.create(pod(restrictedPodSpec(3)), "vision")).rejects.toThrow(
      /'accelerators-per-team\.mlops\.platform' .* the workload must fit into the accelerator limit of its team/,
    );
    await expect(kubernetes.create(pod({ ...restrictedPodSpec(0), securityContext: {} }), "vision")).rejects.toThrow(
      /violates PodSecurity "restricted:latest"/,
    );
    const volume = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "900Ti" } } };
    await expect(
      kubernetes.create({ apiVersion: "v1", kind: "PersistentVolumeClaim", metadata, spec: volume }, "vision"),
    ).rejects.toThrow(/exceeded quota: team, requested: requests.storage=900Ti/);
    const { template, ...rest } = jobSpec();
    const spec = { ...template.spec, hostNetwork: true };
    await expect(
      kubernetes.create(
        { apiVersion: "batch/v1", kind: "Job", metadata, spec: { ...rest, template: { spec } } },
        "vision",
      ),
    ).rejects.toThrow(/'no-host-namespaces\.mlops\.platform' .* Fix: /);
  });

  it("adds a node of an empty pool for a GPU job, and removes it afterwards", async () => {
    // Nodes of the program's own training are removed first.
    await expect.poll(gpuNodes, { timeout: 120_000, interval: 1000 }).toEqual([]);
    const started = Date.now();
    const job = { apiVersion: "batch/v1", kind: "Job", name: "train", namespace: "default" };
    await kubernetes.apply(job, gpuJob("gpu-l4", "nvidia.com/gpu"), "test");
    const jobStatus = async () => (await kubernetes.read(job))?.status?.succeeded;
    await expect.poll(jobStatus, { timeout: 120_000, interval: 500 }).toBe(1);
    const ran = (Date.now() - started) / 1000;
    expect(await gpuNodes()).toHaveLength(1);
    await kubernetes.delete(job);
    await expect.poll(gpuNodes, { timeout: 400_000, interval: 1000 }).toEqual([]);
    report("GPU job on an empty pool", {
      "seconds until done": ran,
      "seconds until no node": (Date.now() - started) / 1000,
    });
  });

  it("has a load balancer, a volume and a GPU node in use", async () => {
    addProgram(sandbox, "finalizers", { call: "finalizers(platform)" });
    expect((await run(sandbox, "up")).errors).toEqual([]);
    const wait = { timeout: 60_000, interval: 500 };
    const claim = { apiVersion: "v1", kind: "PersistentVolumeClaim", name: "store", namespace: "default" };
    await expect.poll(async () => (await kubernetes.read(claim))?.status?.phase, wait).toBe("Bound");
    await expect.poll(async () => (await gpuNodes()).length, wait).toBe(1);
    const front = await kubernetes.read({ apiVersion: "v1", kind: "Service", name: "front", namespace: "default" });
    expect(front?.metadata.finalizers).toContain("service.k8s.aws/resources");
  });

  it("is deleted by destroy", async () => {
    const held = (await stackState(sandbox)).resources.filter(({ type }) => type !== stackType).map(({ urn }) => urn);
    const { code, operations, errors, seconds } = await run(sandbox, "destroy");
    expect(errors).toEqual([]);
    expect(code).toBe(0);
    const deleted = operations.filter(({ op, type }) => op === "delete" && type !== stackType).map(({ urn }) => urn);
    expect(deleted.sort()).toEqual(held.sort());
    expect((await sandbox.cloud.resources()).map(({ type, id }) => `${type} ${id}`)).toEqual([]);
    expectDesignedOrder(operations);
    report("destroy", { resources: deleted.length, seconds });
  });

  it("leaves only objects in the cluster that existed before", async () => {
    // istiod creates its class and does not delete it. The kinds of Gateway API stay until the cluster is deleted.
    const stays = new Set([...before, "gateway.networking.k8s.io/v1 GatewayClass istio"]);
    // Helm never deletes the CRDs in a chart's `crds/`. Upstream's charts have more of them than stand-ins.
    const own = await keptDefinitions();
    const kept = (object: string) =>
      object.includes(" CustomResourceDefinition ") &&
      (upstream.charts !== undefined || own.some((name) => object.endsWith(` ${name}`)));
    // Kubernetes' own controllers delete dependents a moment later.
    const left = async () => (await everyObject(kubernetes)).filter((object) => !stays.has(object) && !kept(object));
    await expect.poll(left, { timeout: 60_000, interval: 1000 }).toEqual([]);
  });
});

/** Returns a job with one pod that requests an accelerator, as documented for pools. */
function gpuJob(pool: string, resource: string) {
  const limits = { [resource]: "1", cpu: "1", memory: "1Gi" };
  return {
    spec: {
      template: {
        spec: {
          restartPolicy: "Never",
          nodeSelector: { "mlops.platform/pool": pool },
          tolerations: [{ key: resource, operator: "Exists", effect: "NoSchedule" }],
          containers: [{ name: "train", image: "registry.example/train:1", resources: { limits, requests: limits } }],
        },
      },
    },
  };
}

/** Returns the names of CRDs that releases of the stack have installed from a chart's `crds/`. */
async function keptDefinitions(): Promise<string[]> {
  const releases = (await planStack("dev")).filter(({ inputs }) => inputs.skipCrds === false);
  const installed = releases.flatMap((release) => charts.get(chartName(release) ?? "") ?? []);
  const brought = installed.filter(({ crdPlace }) => crdPlace === "crds").flatMap(({ crds }) => crds);
  return kinds
    .filter(({ group, kind }) => brought.includes(`${group}/${kind}`))
    .map(({ group, plural }) => `${plural}.${group}`);
}
