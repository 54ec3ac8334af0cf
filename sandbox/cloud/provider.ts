import * as grpc from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as wire from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { JsonObject } from "../../core/json/json";
import { checkInputs } from "./checking";
import { accountOf } from "./configuration";
import { type Change, diffResource } from "./diffing";
import { isRandom, type Operations, type Subject } from "./operations";
import { changedInputs, randomType } from "./random";
import { unary, unimplemented } from "./rpc";
import type { CloudStore } from "./store";
import { defaultsKey } from "./wireValues";

/** Version of the AWS SDK of the program. It is higher than the version of the SDK for random values. */
const sdkVersion: string = require("@pulumi/aws/package.json").version;

/**
 * Serves the simulated clouds over Pulumi's provider protocol: `aws` and `random` in one service, which the resource
 * type distinguishes. Calls run concurrently, as the engine sends them.
 */
export function providerService(store: CloudStore, operations: Operations): IResourceProviderServer {
  return {
    handshake: unary(() => new wire.ProviderHandshakeResponse().setAcceptSecrets(true)),
    attach: unary(() => new Empty()),
    cancel: unary(() => new Empty()),
    // The engine warns if a provider is older than the program's SDK.
    getPluginInfo: unary(() => new PluginInfo().setVersion(sdkVersion)),
    getSchema: unary(() => new wire.GetSchemaResponse().setSchema("{}")),
    checkConfig: unary((request: wire.CheckRequest) => new wire.CheckResponse().setInputs(request.getNews())),
    diffConfig: unary((request: wire.DiffRequest) => diffConfiguration(request)),
    configure: unary((request: wire.ConfigureRequest) => {
      const account = accountOf(properties(request.getArgs()));
      if (account) store.account = account;
      return new wire.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
    }),

    check: unary((request: wire.CheckRequest) => check(request)),
    diff: unary((request: wire.DiffRequest) => diff(request, store)),
    create: unary(async (request: wire.CreateRequest) => {
      const inputs = properties(request.getProperties());
      const { id, outputs } = request.getPreview()
        ? operations.previewCreate(subject(request.getUrn()), inputs)
        : await operations.create(subject(request.getUrn()), inputs);
      return new wire.CreateResponse().setId(id).setProperties(Struct.fromJavaScript(outputs));
    }),
    read: unary(async (request: wire.ReadRequest) => {
      const state = properties(request.getProperties());
      const inputs = properties(request.getInputs());
      const found = await operations.read(subject(request.getUrn()), request.getId(), state, inputs);
      if (!found) return new wire.ReadResponse();
      return new wire.ReadResponse()
        .setId(found.id)
        .setProperties(Struct.fromJavaScript(found.outputs))
        .setInputs(Struct.fromJavaScript(found.inputs));
    }),
    update: unary(async (request: wire.UpdateRequest) => {
      const resource = subject(request.getUrn());
      const [olds, news] = [properties(request.getOlds()), properties(request.getNews())];
      const { outputs } = request.getPreview()
        ? operations.previewUpdate(resource, request.getId(), olds, news)
        : await operations.update(resource, request.getId(), olds, news);
      return new wire.UpdateResponse().setProperties(Struct.fromJavaScript(outputs));
    }),
    delete: unary(async (request: wire.DeleteRequest) => {
      await operations.delete(subject(request.getUrn()), request.getId());
      return new Empty();
    }),

    invoke: unary((request: wire.InvokeRequest): wire.InvokeResponse => {
      throw new Error(
        `the sandbox does not simulate provider functions, and the program must not call any: ${request.getTok()}`,
      );
    }),
    call: unimplemented("Call"),
    construct: unimplemented("Construct"),
    parameterize: unimplemented("Parameterize"),
    getMapping: unimplemented("GetMapping"),
    getMappings: unimplemented("GetMappings"),
    list: (stream) => stream.destroy(Object.assign(new Error("List"), { code: grpc.status.UNIMPLEMENTED })),
  };
}

function check(request: wire.CheckRequest): wire.CheckResponse {
  const { type, name } = subject(request.getUrn());
  const news = properties(request.getNews());
  if (isRandom(type)) {
    randomType(type);
    return new wire.CheckResponse().setInputs(Struct.fromJavaScript(news));
  }
  const olds = properties(request.getOlds());
  const inputs = checkInputs({ type, name, olds, news, seed: request.getRandomseed_asU8() });
  return new wire.CheckResponse().setInputs(Struct.fromJavaScript(inputs));
}

function diff(request: wire.DiffRequest, store: CloudStore): wire.DiffResponse {
  const { type } = subject(request.getUrn());
  const [olds, news] = [properties(request.getOlds()), properties(request.getNews())];
  // If the engine does not send the old inputs, they are in the state, among the outputs.
  const oldInputs = request.hasOldInputs() ? properties(request.getOldInputs()) : pick(olds, Object.keys(news));
  if (isRandom(type)) return answer(changedInputs(oldInputs, news).map(replacing), false);
  const { changes, deleteBeforeReplace } = diffResource({ type, olds, oldInputs, news, account: store.account });
  return answer(changes, deleteBeforeReplace);
}

function answer(changes: readonly Change[], deleteBeforeReplace: boolean): wire.DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = wire.DiffResponse.DiffChanges;
  const response = new wire.DiffResponse()
    .setChanges(changes.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setDiffsList([...new Set(changes.map(({ property }) => property))])
    .setReplacesList([...new Set(changes.filter((one) => one.replaces).map(({ property }) => property))])
    .setDeletebeforereplace(deleteBeforeReplace)
    .setHasdetaileddiff(true);
  for (const change of changes) {
    const detail = new wire.PropertyDiff().setKind(kindOf(change)).setInputdiff(change.input);
    response.getDetaileddiffMap().set(change.path, detail);
  }
  return response;
}

function kindOf({ kind, replaces }: Change): wire.PropertyDiff.Kind {
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = wire.PropertyDiff.Kind;
  switch (kind) {
    case "add":
      return replaces ? ADD_REPLACE : ADD;
    case "delete":
      return replaces ? DELETE_REPLACE : DELETE;
    case "update":
      return replaces ? UPDATE_REPLACE : UPDATE;
  }
}

function replacing(property: string): Change {
  return { path: property, property, kind: "update", replaces: true, input: true };
}

/** A change of a provider's configuration replaces no resources. */
function diffConfiguration(request: wire.DiffRequest): wire.DiffResponse {
  const same = JSON.stringify(properties(request.getOlds())) === JSON.stringify(properties(request.getNews()));
  const { DIFF_NONE, DIFF_SOME } = wire.DiffResponse.DiffChanges;
  return new wire.DiffResponse().setChanges(same ? DIFF_NONE : DIFF_SOME);
}

function subject(urn: string): Subject & { readonly name: string } {
  const [, , types = "", ...name] = urn.split("::");
  return { urn, type: types.split("$").at(-1) ?? "", name: name.join("::") };
}

function properties(struct: Struct | undefined): JsonObject {
  const found: JsonObject = struct?.toJavaScript() ?? {};
  return found;
}

function pick(value: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key) || key === defaultsKey));
}
