import http from "node:http";
import { z } from "zod";
import { reasonOf } from "../../core/errors/usageError";
import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";
import { objectOf } from "../../core/json/reading";
import { CloudError } from "./cloudError";
import { runCommand } from "./commands/commands";
import { allTags, isTaggable } from "./diffing";
import { faultSchema } from "./faults";
import type { Operations } from "./operations";
import type { CloudResource } from "./resourceType";
import type { CloudStore } from "./store";
import { reviewToken, tokenReviewRequest } from "./tokenReview";

/** An invalid request. */
class BadRequest extends Error {}

interface Question {
  readonly url: URL;
  readonly body: unknown;
}

type Answer = object | undefined | Promise<object | undefined>;

const commandRequest = z.strictObject({
  command: z.string(),
  parameters: z.record(z.string(), z.union([z.string(), z.boolean()])),
});

/** Control API of the simulated cloud: its resources, its faults, and changes without Pulumi. */
export function controlServer(store: CloudStore, operations: Operations): http.Server {
  const routes: Readonly<Record<string, (question: Question) => Answer>> = {
    "GET /health": () => ({ ready: true }),
    "POST /token-review": ({ body }) => reviewToken(tokenReviewRequest.parse(body), store),
    "GET /resources": () => store.everything().map(shown),
    "PATCH /resources": async ({ url, body }) => {
      const changed = patched(resourceOf(url, store), z.record(z.string(), z.custom<Json>()).parse(body), store);
      store.put(changed);
      await operations.aws.follow(changed);
      return shown(changed);
    },
    "DELETE /resources": async ({ url }) => {
      await operations.aws.forget(resourceOf(url, store));
      return undefined;
    },
    "GET /leftovers": () => [...store.leftovers()],
    "GET /calls": () => [...operations.calls.list()],
    "GET /faults": () => [...operations.faults.list()],
    "PUT /faults": ({ body }) => {
      operations.faults.set(z.array(faultSchema).parse(body));
      return [...operations.faults.list()];
    },
    "PUT /objects": ({ url, body }) => {
      const { keys } = z.strictObject({ keys: z.array(z.string()) }).parse(body);
      const container = containerOf(url, store);
      store.put({ ...container, contents: keys, versions: undefined });
      return { keys };
    },
    "POST /commands": ({ body }) => {
      const { command, parameters } = commandRequest.parse(body);
      return runCommand(command, parameters, store);
    },
    "GET /interfaces": () => store.foreignInterfaces(),
    "PUT /interfaces": ({ url, body }) => {
      const given = z.strictObject({ subnetIds: z.array(z.string()), owner: z.string() }).parse(body);
      store.putInterface(lastPart(url), given);
      return given;
    },
    "DELETE /interfaces": ({ url }) => {
      store.removeInterface(lastPart(url));
      return undefined;
    },
  };
  return http.createServer((request, response) => {
    answer(request, routes).then(
      (value) => send(response, value === undefined ? 204 : 200, value),
      (error: unknown) => {
        const known =
          error instanceof BadRequest ||
          error instanceof CloudError ||
          error instanceof z.ZodError ||
          error instanceof SyntaxError;
        const message = error instanceof z.ZodError ? z.prettifyError(error) : reasonOf(error);
        send(response, known ? 400 : 500, { message });
      },
    );
  });
}

async function answer(
  request: http.IncomingMessage,
  routes: Readonly<Record<string, (question: Question) => Answer>>,
): Promise<object | undefined> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const route = `${request.method} /${url.pathname.split("/")[1]}`;
  const found = routes[route];
  if (!found) throw new BadRequest(`the route ${route} must be one of ${Object.keys(routes).join(", ")}`);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString("utf8");
  const body: unknown = text === "" ? undefined : JSON.parse(text);
  return found({ url, body });
}

function send(response: http.ServerResponse, status: number, value: object | undefined): void {
  const text = value === undefined ? "" : JSON.stringify(value);
  response.writeHead(status, { "content-type": "application/json", connection: "close" }).end(text);
}

function resourceOf(url: URL, store: CloudStore): CloudResource {
  const [type, id] = [url.searchParams.get("type") ?? "", url.searchParams.get("id") ?? ""];
  const found = store.get(type, id);
  if (!found) throw new BadRequest(`the cloud has no ${type} "${id}": GET /resources lists all`);
  return found;
}

/** Resources with contents: objects of a bucket, images of a repository. */
function containerOf(url: URL, store: CloudStore): CloudResource {
  const bucket = url.searchParams.get("bucket");
  const repository = url.searchParams.get("repository");
  const found =
    bucket === null
      ? store.get("aws:ecr/repository:Repository", repository ?? "")
      : store.get("aws:s3/bucket:Bucket", bucket);
  if (!found)
    throw new BadRequest(`the cloud has no ${bucket === null ? "repository" : "bucket"} "${bucket ?? repository}"`);
  return found;
}

function lastPart(url: URL): string {
  const id = decodeURIComponent(url.pathname.split("/")[2] ?? "");
  if (id === "") throw new BadRequest("an interface's id is missing: /interfaces/ID");
  return id;
}

function shown({ type, id, urn, inputs, outputs }: CloudResource) {
  return { type, id, urn, inputs, outputs, tags: objectOf(outputs.tagsAll) };
}

/**
 * Changes properties as in the AWS console. A value of null removes a property. Inputs change too, because the provider
 * reads them from AWS, except for values that only the cloud sets.
 */
function patched(resource: CloudResource, change: JsonObject, store: CloudStore): CloudResource {
  const { type, inputs, outputs } = resource;
  const own = Object.fromEntries(
    Object.entries(change).filter(([key]) => inputs[key] !== undefined || key === "tags" || outputs[key] === undefined),
  );
  const after = merged(outputs, change);
  const newInputs = merged(inputs, own);
  const tags = change.tags !== undefined && change.tagsAll === undefined && isTaggable(type);
  return {
    ...resource,
    inputs: newInputs,
    outputs: { ...after, ...(tags && { tagsAll: allTags(store.account, newInputs) }) },
  };
}

function merged(value: JsonObject, change: JsonObject): JsonObject {
  const all = Object.entries({ ...value, ...change }).filter(([key]) => change[key] !== null);
  return Object.fromEntries(
    all.map(([key, inner]): [string, Json] => {
      const [before, after] = [value[key], change[key]];
      if (!isJsonObject(before) || !isJsonObject(after)) return [key, inner];
      return [key, merged(before, after)];
    }),
  );
}
