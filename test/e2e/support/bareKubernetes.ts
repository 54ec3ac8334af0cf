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

/** An object in a manifest. */
export type Manifest = z.output<typeof named> & JsonObject;

/** Parses a manifest. @throws Error if the text is not an object. */
export function manifestOf(text: string): Manifest {
  const content: unknown = parse(text);
  named.parse(content);
  return z.custom<Manifest>().parse(content);
}

/**
 * Returns the CustomResourceDefinitions of wanted kinds, such as `TrainJob.trainer.kubeflow.org`, in a folder and its
 * subfolders.
 */
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

/** Maximum time until the API server serves new kinds, s. */
const establishedSeconds = 120;

/** The API's verdict on an object. */
export interface Judgement {
  readonly warnings: readonly string[];
  readonly refusal: string | undefined;
}

/** Only the sandbox's Kubernetes: no AWS, no simulated controllers, and no custom kinds. */
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

  /** Whether the API serves a kind. */
  knows({ apiVersion, kind }: Pick<Manifest, "apiVersion" | "kind">): boolean {
    return this.kinds.has(`${apiVersion} ${kind}`);
  }

  /**
   * Creates an object in a dry run, with defaults, schema, CEL rules, admission, and an error for each unknown field.
   *
   * @returns the API's error, or undefined.
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
   * Creates an object in a dry run, like `refusalOf`, and also returns the API's warnings.
   *
   * @param subresource Subresource of an existing object to write instead.
   */
  async judgementOf(manifest: Manifest, subresource?: string): Promise<Judgement> {
    const [method, path] =
      subresource === undefined
        ? ["POST", this.collectionOf(manifest)]
        : ["PUT", `${this.collectionOf(manifest)}/${manifest.metadata.name}/${subresource}`];
    const { status, text, warnings } = await this.client.answer(method, `${path}?dryRun=All`, JSON.stringify(manifest));
    // An object that already exists was admitted: only its storage rejects it.
    if (status < 400 || status === 409) return { warnings, refusal: undefined };
    return { warnings, refusal: z.looseObject({ message: z.string() }).parse(JSON.parse(text)).message };
  }

  /** Deletes an object immediately. */
  async remove(manifest: Manifest): Promise<void> {
    const target = `${this.collectionOf(manifest)}/${manifest.metadata.name}`;
    await this.client.request("DELETE", target, JSON.stringify({ gracePeriodSeconds: 0 }));
  }

  /** Creates an object that others need, unless it exists. @throws KubernetesError if it is rejected. */
  async make(manifest: Manifest): Promise<void> {
    await this.post(manifest, "fieldValidation=Strict");
  }

  /** Applies a manifest of an object that others need. @throws KubernetesError if it is rejected. */
  async apply({ apiVersion, kind, metadata, ...fields }: Manifest): Promise<void> {
    const { name, namespace, ...rest } = metadata;
    await this.client.apply({ apiVersion, kind, name, namespace }, { ...fields, metadata: json(rest) }, "test");
  }

  /** Ends its processes, and deletes its data. */
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
