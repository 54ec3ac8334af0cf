import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as wire from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { JsonObject } from "../../../core/json/json";
import { CloudClient } from "../../../sandbox/cloud/client";
import { Cloud } from "../../../sandbox/cloud/cloud";
import type { ClusterEffects, NodeGroup } from "../../../sandbox/cloud/clusterEffects";
import { Latency } from "../../../sandbox/cloud/latency";

/** Records the effects on the cluster. */
export class RecordedEffects implements ClusterEffects {
  readonly happened: string[] = [];
  readonly groups: NodeGroup[] = [];

  async nodeGroupCreated(group: NodeGroup): Promise<void> {
    this.note("created", group);
  }
  async nodeGroupUpdated(group: NodeGroup): Promise<void> {
    this.note("updated", group);
  }
  async nodeGroupDeleted(group: NodeGroup): Promise<void> {
    this.note("deleted", group);
  }

  private note(what: string, group: NodeGroup): void {
    this.happened.push(`${what} ${group.name} ${group.size}`);
    this.groups.push(group);
  }
}

export const account = { accountId: "111122223333", region: "us-west-2" };
export const defaultTags = { platform: "mlops-test", environment: "dev" };

export interface CloudUnderTest {
  readonly engine: Engine;
  readonly control: CloudClient;
  readonly effects: RecordedEffects;
  readonly crashes: () => number;
  /** Sends a token review as the API server does. */
  readonly reviewToken: (token: string) => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

/** Starts a cloud in this process on free ports, with the platform's configuration. */
export async function startCloud(
  options: {
    readonly file?: string;
    readonly configuration?: JsonObject;
    readonly effects?: ClusterEffects;
    /** @default 0 - no waiting */
    readonly latency?: number;
  } = {},
): Promise<CloudUnderTest> {
  const effects = new RecordedEffects();
  let crashes = 0;
  const cloud = await Cloud.start({
    ports: { cloud: 0, cloudControl: 0 },
    file: options.file,
    foreignRoles: ["mlops-test-named-in-settings"],
    latency: new Latency(options.latency ?? 0),
    effects: options.effects ?? effects,
    controlPlane: () => ({ endpoint: "https://127.0.0.1:6443", certificate: "PEM" }),
    crash: () => {
      crashes += 1;
    },
  });
  const engine = new Engine(cloud.ports.cloud);
  if (options.configuration) await engine.configure(options.configuration);
  return {
    engine,
    control: new CloudClient(cloud.ports.cloudControl),
    effects,
    crashes: () => crashes,
    reviewToken: async (token) => {
      const body = JSON.stringify({ apiVersion: "authentication.k8s.io/v1", kind: "TokenReview", spec: { token } });
      const answer = await fetch(`http://127.0.0.1:${cloud.ports.cloudControl}/token-review`, { method: "POST", body });
      return answer.json();
    },
    stop: async () => {
      engine.close();
      await cloud.stop();
    },
  };
}

export const configuration: JsonObject = {
  region: account.region,
  allowedAccountIds: JSON.stringify([account.accountId]),
  defaultTags: JSON.stringify({ tags: defaultTags }),
};

/** Returns the URN of a resource by its type and name. */
export function urn(type: string, name: string): string {
  return `urn:pulumi:test::mlops::mlops:index:MlPlatform$${type}::${name}`;
}

/** Calls the providers as Pulumi's engine does. */
export class Engine {
  private readonly client: ResourceProviderClient;

  constructor(port: number) {
    this.client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  }

  close(): void {
    this.client.close();
  }

  async configure(args: JsonObject): Promise<wire.ConfigureResponse> {
    const request = new wire.ConfigureRequest().setArgs(Struct.fromJavaScript(args)).setAcceptsecrets(true);
    return promised((reply) => this.client.configure(request, reply));
  }

  async check(type: string, name: string, news: JsonObject, olds: JsonObject = {}): Promise<JsonObject> {
    const request = new wire.CheckRequest()
      .setUrn(urn(type, name))
      .setOlds(Struct.fromJavaScript(olds))
      .setNews(Struct.fromJavaScript(news))
      .setRandomseed(Buffer.from(`${type} ${name}`));
    const response = await promised<wire.CheckResponse>((reply) => this.client.check(request, reply));
    return object(response.getInputs());
  }

  async create(type: string, name: string, inputs: JsonObject, preview = false) {
    const request = new wire.CreateRequest()
      .setUrn(urn(type, name))
      .setProperties(Struct.fromJavaScript(inputs))
      .setPreview(preview);
    const response = await promised<wire.CreateResponse>((reply) => this.client.create(request, reply));
    return { id: response.getId(), outputs: object(response.getProperties()) };
  }

  /** Checks inputs and creates the resource. */
  async make(type: string, name: string, news: JsonObject) {
    const inputs = await this.check(type, name, news);
    return { inputs, ...(await this.create(type, name, inputs)) };
  }

  async diff(type: string, id: string, olds: JsonObject, oldInputs: JsonObject, news: JsonObject) {
    const request = new wire.DiffRequest()
      .setId(id)
      .setUrn(urn(type, "diffed"))
      .setOlds(Struct.fromJavaScript(olds))
      .setOldInputs(Struct.fromJavaScript(oldInputs))
      .setNews(Struct.fromJavaScript(news));
    const response = await promised<wire.DiffResponse>((reply) => this.client.diff(request, reply));
    return {
      changes: response.getChanges() === wire.DiffResponse.DiffChanges.DIFF_SOME,
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
      paths: [...response.getDetaileddiffMap().keys()],
    };
  }

  async read(type: string, name: string, id: string, state: JsonObject = {}, inputs: JsonObject = {}) {
    const request = new wire.ReadRequest()
      .setId(id)
      .setUrn(urn(type, name))
      .setProperties(Struct.fromJavaScript(state))
      .setInputs(Struct.fromJavaScript(inputs));
    const response = await promised<wire.ReadResponse>((reply) => this.client.read(request, reply));
    return { id: response.getId(), outputs: object(response.getProperties()), inputs: object(response.getInputs()) };
  }

  async update(type: string, name: string, id: string, olds: JsonObject, news: JsonObject, preview = false) {
    const request = new wire.UpdateRequest()
      .setId(id)
      .setUrn(urn(type, name))
      .setOlds(Struct.fromJavaScript(olds))
      .setNews(Struct.fromJavaScript(news))
      .setPreview(preview);
    const response = await promised<wire.UpdateResponse>((reply) => this.client.update(request, reply));
    return object(response.getProperties());
  }

  async delete(type: string, name: string, id: string): Promise<void> {
    const request = new wire.DeleteRequest().setId(id).setUrn(urn(type, name)).setProperties(Struct.fromJavaScript({}));
    await promised((reply) => this.client.delete(request, reply));
  }
}

function promised<Response>(
  call: (reply: (error: grpc.ServiceError | null, response: Response) => void) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => call((error, response) => (error ? reject(error) : resolve(response))));
}

function object(struct: Struct | undefined): JsonObject {
  const found: JsonObject = struct?.toJavaScript() ?? {};
  return found;
}
