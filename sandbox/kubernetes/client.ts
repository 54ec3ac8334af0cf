import { readFileSync } from "node:fs";
import https from "node:https";
import { setTimeout } from "node:timers/promises";
import { parse } from "yaml";
import { z } from "zod";
import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";
import { answerOf, type HttpAnswer } from "../httpAnswer";

/** Maximum number of retries if the server responds with status 429, and the pause before each. */
const tries = 30;
const retryMilliseconds = 1000;

/** Maximum idle time of a connection, ms. */
const idleMilliseconds = 30_000;

const metadata = z.looseObject({
  name: z.string(),
  namespace: z.string().optional(),
  uid: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
  finalizers: z.array(z.string()).optional(),
  deletionTimestamp: z.string().optional(),
});

const object = z.looseObject({
  apiVersion: z.string().optional(),
  kind: z.string().optional(),
  metadata,
  spec: z.custom<JsonObject>().optional(),
  status: z.custom<JsonObject>().optional(),
});

/** An object of the Kubernetes API. */
export type KubernetesObject = z.output<typeof object>;

/** Identifies an object. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string | undefined;
}

const resourceList = z.object({
  resources: z.array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() })),
});

const kubeconfig = z.object({
  clusters: z.tuple([
    z.object({ cluster: z.object({ server: z.string(), "certificate-authority-data": z.string() }) }),
  ]),
  users: z.tuple([z.object({ user: z.object({ token: z.string() }) })]),
});

/** An error answer of the Kubernetes API. */
export class KubernetesError extends Error {
  override readonly name = "KubernetesError";
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Client of the sandbox's Kubernetes API, for all kinds that the server serves, including those of CRDs. It can write
 * their status, which the generic part of the official client cannot.
 */
export class KubernetesClient {
  private readonly agent: https.Agent;
  private readonly kinds = new Map<string, { readonly plural: string; readonly namespaced: boolean }>();

  constructor(
    private readonly server: string,
    private readonly token: string,
    certificateAuthority: Buffer,
  ) {
    // The server closes connections after 90 s of idle time, and a request at that moment would fail.
    this.agent = new https.Agent({
      keepAlive: true,
      ca: certificateAuthority,
      maxSockets: 8,
      timeout: idleMilliseconds,
    });
  }

  /** Creates a client from a kubeconfig with one cluster and one user with a token, as the sandbox writes it. */
  static fromKubeconfig(file: string): KubernetesClient {
    const { clusters, users } = kubeconfig.parse(parse(readFileSync(file, "utf8")));
    const { server, "certificate-authority-data": certificate } = clusters[0].cluster;
    return new KubernetesClient(server, users[0].user.token, Buffer.from(certificate, "base64"));
  }

  /** @returns all objects of a kind. The list is empty if the API does not know the kind. */
  async list(apiVersion: string, kind: string, namespace?: string): Promise<KubernetesObject[]> {
    const found = await this.path({ apiVersion, kind, namespace });
    if (found === undefined) return [];
    try {
      return z.object({ items: z.array(object) }).parse(await this.request("GET", found)).items;
    } catch (error) {
      if (!isStatus(error, 404)) throw error;
      // The CRD of the kind was deleted in the meantime.
      this.kinds.delete(`${apiVersion} ${kind}`);
      return [];
    }
  }

  /** @returns undefined if the object or its kind does not exist. */
  async read(reference: ObjectReference): Promise<KubernetesObject | undefined> {
    const found = await this.path(reference);
    if (found === undefined) return undefined;
    try {
      return object.parse(await this.request("GET", found));
    } catch (error) {
      if (isStatus(error, 404)) return undefined;
      throw error;
    }
  }

  /** Creates or updates an object by server-side apply. */
  async apply(reference: ObjectReference, fields: JsonObject, manager: string): Promise<KubernetesObject> {
    const { apiVersion, kind, name, namespace } = reference;
    const given = fields.metadata;
    const meta = { ...(isJsonObject(given) && given), name, ...(namespace !== undefined && { namespace }) };
    const body = JSON.stringify({ ...fields, apiVersion, kind, metadata: meta });
    const target = `${await this.known(reference)}?fieldManager=${manager}&force=true`;
    return object.parse(await this.request("PATCH", target, body, "application/apply-patch+yaml"));
  }

  /** Applies a JSON merge patch to an object, or to one of its subresources, such as `status`. */
  async patch(reference: ObjectReference, change: JsonObject, subresource?: string): Promise<KubernetesObject> {
    const target = (await this.known(reference)) + (subresource === undefined ? "" : `/${subresource}`);
    return object.parse(await this.request("PATCH", target, JSON.stringify(change), "application/merge-patch+json"));
  }

  async create(body: JsonObject & { apiVersion: string; kind: string }, namespace?: string): Promise<KubernetesObject> {
    const target = await this.known({ apiVersion: body.apiVersion, kind: body.kind, namespace });
    return object.parse(await this.request("POST", target, JSON.stringify(body)));
  }

  /** Starts a deletion. Deleting an object that does not exist is not an error. */
  async delete(reference: ObjectReference): Promise<void> {
    const found = await this.path(reference);
    if (found === undefined) return;
    try {
      await this.request("DELETE", found, JSON.stringify({ propagationPolicy: "Background" }));
    } catch (error) {
      if (!isStatus(error, 404)) throw error;
    }
  }

  /** @throws KubernetesError if the server rejects the request. */
  async request(method: string, target: string, body?: string, contentType = "application/json"): Promise<Json> {
    const { status, text } = await this.answer(method, target, body, contentType);
    if (status >= 400) throw new KubernetesError(status, `${method} ${target}: ${messageOf(text)}`);
    return asJson(text);
  }

  /** Returns the server's response, including errors, with its warnings. */
  async answer(method: string, target: string, body?: string, contentType = "application/json"): Promise<HttpAnswer> {
    const headers = {
      authorization: `Bearer ${this.token}`,
      accept: "application/json",
      ...(body !== undefined && { "content-type": contentType, "content-length": Buffer.byteLength(body) }),
    };
    const ask = () => https.request(`${this.server}${target}`, { method, headers, agent: this.agent });
    let answer = await answerOf(ask(), body);
    // Status 429: the CRD of the kind is new, or the server has too many requests.
    for (let left = tries; answer.status === 429 && left > 0; left -= 1) {
      await setTimeout(retryMilliseconds);
      answer = await answerOf(ask(), body);
    }
    return answer;
  }

  /** Closes its connections. */
  close(): void {
    this.agent.destroy();
  }

  private async known(reference: Pick<ObjectReference, "apiVersion" | "kind"> & Partial<ObjectReference>) {
    const found = await this.path(reference);
    if (found === undefined) throw new KubernetesError(404, `the API has no ${reference.apiVersion} ${reference.kind}`);
    return found;
  }

  private async path(
    reference: Pick<ObjectReference, "apiVersion" | "kind"> & Partial<ObjectReference>,
  ): Promise<string | undefined> {
    const { apiVersion, kind, name, namespace } = reference;
    const base = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const found = this.kinds.get(`${apiVersion} ${kind}`) ?? (await this.discover(base, apiVersion, kind));
    if (!found) return undefined;
    const space = found.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : "";
    return `${base}${space}/${found.plural}${name === undefined ? "" : `/${name}`}`;
  }

  private async discover(base: string, apiVersion: string, kind: string) {
    let answer: Json;
    try {
      answer = await this.request("GET", base);
    } catch (error) {
      if (isStatus(error, 404)) return undefined;
      throw error;
    }
    const entry = resourceList
      .parse(answer)
      .resources.find((resource) => resource.kind === kind && !resource.name.includes("/"));
    if (!entry) return undefined;
    const found = { plural: entry.name, namespaced: entry.namespaced };
    this.kinds.set(`${apiVersion} ${kind}`, found);
    return found;
  }
}

export function isStatus(error: unknown, status: number): boolean {
  return error instanceof KubernetesError && error.status === status;
}

function asJson(text: string): Json {
  const parsed: Json = JSON.parse(text);
  return parsed;
}

/** Returns the message of an error response. The API responds with a Status object, a proxy with any text. */
function messageOf(text: string): string {
  try {
    const answer = asJson(text);
    if (isJsonObject(answer) && typeof answer.message === "string") return answer.message;
  } catch {
    // The text is not JSON, so it is returned unchanged.
  }
  return text.trim().slice(0, 500);
}
