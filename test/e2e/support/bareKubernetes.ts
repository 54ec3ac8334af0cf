import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parse } from "yaml";
import { z } from "zod";
import { isJsonObject, type JsonObject } from "../../../core/json/json";
import { controlPlaneProcesses, startControlPlane } from "../../../sandbox/controlPlane/controlPlane";
import { SandboxHome } from "../../../sandbox/home";
import { type KubernetesClient, KubernetesError, type KubernetesObject } from "../../../sandbox/kubernetes/client";
import { freePorts } from "../../../sandbox/ports";
import { Processes } from "../../../sandbox/processes/processes";
import { Progress } from "../../../sandbox/progress";
import { readyToolchain } from "../../../sandbox/toolchain/toolchain";

const named = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

/** An object as a manifest has it. */
export type Manifest = z.output<typeof named> & JsonObject;

/** @throws Error where a text is no object's. */
export function manifestOf(text: string): Manifest {
  const content: unknown = parse(text);
  named.parse(content);
  return z.custom<Manifest>().parse(content);
}

/** CustomResourceDefinitions in a folder and the folders below it, of kinds that are wanted (`TrainJob.trainer.kubeflow.org`). */
export function definitionsIn(folder: string, wanted: ReadonlySet<string>): Manifest[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".yaml"));
  return files.sort().flatMap((file) => {
    const definition = manifestOf(readFileSync(path.join(folder, file), "utf8"));
    const { group, names } = definedKind.parse(definition.spec);
    return wanted.has(`${names.kind}.${group}`) ? [definition] : [];
  });
}

const definedKind = z.looseObject({ group: z.string(), names: z.looseObject({ kind: z.string() }) });

const groupList = z.object({
  groups: z.array(z.object({ versions: z.array(z.object({ groupVersion: z.string() })) })),
});
const resourceList = z.object({
  resources: z.array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() })),
});

const crds = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" } as const;

/** How long the API server may take until it serves what CRDs define, s. */
const establishedSeconds = 120;

/** What the API says to an object. */
export interface Judgement {
  readonly warnings: readonly string[];
  readonly refusal: string | undefined;
}

/** Kubernetes of the sandbox and nothing beside it: no AWS, no simulated controllers, no kinds but Kubernetes' own. */
export class BareKubernetes {
  private readonly kinds = new Map<string, { readonly collection: string; readonly namespaced: boolean }>();

  private constructor(
    private readonly home: SandboxHome,
    private readonly processes: Processes,
    readonly client: KubernetesClient,
  ) {}

  static async start(): Promise<BareKubernetes> {
    const folder = mkdtempSync(path.join(os.tmpdir(), "mlops-e2e-"));
    const home = SandboxHome.at(folder);
    const secret = () => randomBytes(24).toString("hex");
    const facts = { root: folder, stack: "bare", ports: await freePorts(), adminToken: secret(), passphrase: secret() };
    home.writeFacts(facts);
    const processes = new Processes(home);
    try {
      const toolchain = await readyToolchain(new Progress());
      const client = await startControlPlane({ home, processes, toolchain, serviceCidr: "172.20.0.0/16" });
      const kubernetes = new BareKubernetes(home, processes, client);
      await kubernetes.discover();
      return kubernetes;
    } catch (error) {
      await stopAll(processes);
      throw error;
    }
  }

  /** Defines kinds, and waits until the API serves them. */
  async define(definitions: readonly Manifest[]): Promise<void> {
    for (const definition of definitions) await this.make(definition);
    const until = Date.now() + establishedSeconds * 1000;
    const waiting = async () =>
      (await this.client.list(crds.apiVersion, crds.kind)).filter((one) => !isEstablished(one));
    for (let left = await waiting(); left.length > 0; left = await waiting()) {
      if (Date.now() > until) {
        throw new Error(`not established: ${left.map(({ metadata }) => metadata.name).join(", ")}`);
      }
      await sleep(500);
    }
    await this.discover();
  }

  /** Whether the API knows a kind. */
  knows({ apiVersion, kind }: Pick<Manifest, "apiVersion" | "kind">): boolean {
    return this.kinds.has(`${apiVersion} ${kind}`);
  }

  /**
   * Creates an object as far as its storage, and does not store it: defaults, schema, rules in CEL, admission, and an error
   * for every field that nobody knows.
   *
   * @returns what the API said against it, or undefined.
   */
  async refusalOf(manifest: Manifest): Promise<string | undefined> {
    try {
      await this.post(manifest, "fieldValidation=Strict&dryRun=All");
      return undefined;
    } catch (error) {
      if (error instanceof KubernetesError) return error.message.replace(/^POST \S+: /, "");
      throw error;
    }
  }

  /**
   * Creates an object as far as its storage, as `refusalOf`, and tells what the API warns of.
   *
   * @param subresource Of an object that is there: written instead.
   */
  async judgementOf(manifest: Manifest, subresource?: string): Promise<Judgement> {
    const [method, path] =
      subresource === undefined
        ? ["POST", this.collectionOf(manifest)]
        : ["PUT", `${this.collectionOf(manifest)}/${manifest.metadata.name}/${subresource}`];
    const { status, text, warnings } = await this.client.answer(method, `${path}?dryRun=All`, JSON.stringify(manifest));
    // What is there already has been admitted: its storage alone refuses it.
    if (status < 400 || status === 409) return { warnings, refusal: undefined };
    return { warnings, refusal: z.looseObject({ message: z.string() }).parse(JSON.parse(text)).message };
  }

  /** Deletes an object at once. */
  async remove(manifest: Manifest): Promise<void> {
    const target = `${this.collectionOf(manifest)}/${manifest.metadata.name}`;
    await this.client.request("DELETE", target, JSON.stringify({ gracePeriodSeconds: 0 }));
  }

  /** Creates an object that others need. One that is there stays as it is. @throws KubernetesError where it is refused. */
  async make(manifest: Manifest): Promise<void> {
    await this.post(manifest, "fieldValidation=Strict");
  }

  /** Makes an object that others need what a manifest says. @throws KubernetesError where it is refused. */
  async apply({ apiVersion, kind, metadata, ...fields }: Manifest): Promise<void> {
    const { name, namespace, ...rest } = metadata;
    await this.client.apply({ apiVersion, kind, name, namespace }, { ...fields, metadata: json(rest) }, "test");
  }

  /** Ends its processes, and forgets all that it holds. */
  async erase(): Promise<void> {
    this.client.close();
    await stopAll(this.processes);
    rmSync(this.home.folder, { recursive: true, force: true });
  }

  private async post(manifest: Manifest, query: string): Promise<void> {
    await this.client.request("POST", `${this.collectionOf(manifest)}?${query}`, JSON.stringify(manifest));
  }

  private collectionOf(manifest: Manifest): string {
    const { apiVersion, kind, metadata } = manifest;
    const found = this.kinds.get(`${apiVersion} ${kind}`);
    if (!found) throw new KubernetesError(404, `the API has no ${apiVersion} ${kind}`);
    if (found.namespaced && metadata.namespace === undefined) throw new KubernetesError(400, "it names no namespace");
    const space = found.namespaced ? `/namespaces/${metadata.namespace}` : "";
    return `${baseOf(apiVersion)}${space}/${found.collection}`;
  }

  private async discover(): Promise<void> {
    const { groups } = groupList.parse(await this.client.request("GET", "/apis"));
    const versions = ["v1", ...groups.flatMap(({ versions }) => versions.map(({ groupVersion }) => groupVersion))];
    for (const version of versions) {
      const { resources } = resourceList.parse(await this.client.request("GET", baseOf(version)));
      for (const { name, kind, namespaced } of resources) {
        if (!name.includes("/")) this.kinds.set(`${version} ${kind}`, { collection: name, namespaced });
      }
    }
  }
}

function json(value: unknown): JsonObject {
  return z.custom<JsonObject>().parse(value);
}

function baseOf(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function isEstablished({ status }: KubernetesObject): boolean {
  const conditions = Array.isArray(status?.conditions) ? status.conditions.filter(isJsonObject) : [];
  return conditions.some(({ type, status }) => type === "Established" && status === "True");
}

async function stopAll(processes: Processes): Promise<void> {
  for (const name of [...controlPlaneProcesses].reverse()) await processes.stop(name);
}
