import { createRequire } from "node:module";
import type { Policies } from "@pulumi/policy";
import {
  AnalyzeRequest,
  AnalyzerPropertyDependencies,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzeStackRequest,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { JsonObject } from "../../../core/json/json";
import type { Subject } from "../../../policies/subject";

/**
 * Runs policies through the handlers that the SDK serves to Pulumi's engine, with unknown and secret values as the
 * engine encodes them.
 */

/** A diagnostic that the engine receives. */
export interface Diagnostic {
  readonly policy: string;
  readonly level: "advisory" | "mandatory" | "disabled" | "remediate";
  readonly message: string;
  readonly urn: string;
}

interface Reply {
  getDiagnosticsList(): {
    getPolicyname(): string;
    getEnforcementlevel(): number;
    getMessage(): string;
    getUrn(): string;
  }[];
}

type Handler = (call: { request: unknown }, callback: (error: Error | null, reply?: Reply) => void) => void;

/** Functions that the SDK's types do not declare and its own tests use. */
const server: {
  makeAnalyzeRpcFun(name: string, version: string, level: string, policies: Policies): Handler;
  makeAnalyzeStackRpcFun(name: string, version: string, level: string, policies: Policies): Handler;
} = createRequire(__filename)("@pulumi/policy/server");

/** The engine's encoding of an unknown text. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The engine's encoding of a secret. */
export function secret(value: string): JsonObject {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

const levels = ["advisory", "mandatory", "disabled", "remediate"] as const;

/** Returns the diagnostics of policies on each resource, and then on all together. */
export async function analyzed(policies: Policies, subjects: readonly Subject[]): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const one of subjects) {
    const request = new AnalyzeRequest();
    request.setType(one.type);
    request.setName(one.name);
    request.setUrn(one.urn);
    request.setProperties(Struct.fromJavaScript(one.inputs));
    request.setOptions(optionsOf(one));
    const handler = server.makeAnalyzeRpcFun("pack", "1.0.0", "advisory", policies);
    found.push(...(await asked(handler, request, one.urn)));
  }
  const request = new AnalyzeStackRequest();
  request.setResourcesList(
    subjects.map((one) => {
      const resource = new AnalyzerResource();
      resource.setType(one.type);
      resource.setName(one.name);
      resource.setUrn(one.urn);
      resource.setProperties(Struct.fromJavaScript(one.inputs));
      resource.setOptions(optionsOf(one));
      resource.setDependenciesList([...one.dependsOn]);
      for (const [key, urns] of Object.entries(one.propertyDependencies)) {
        const behind = new AnalyzerPropertyDependencies();
        behind.setUrnsList([...urns]);
        resource.getPropertydependenciesMap().set(key, behind);
      }
      return resource;
    }),
  );
  const handler = server.makeAnalyzeStackRpcFun("pack", "1.0.0", "advisory", policies);
  return [...found, ...(await asked(handler, request, ""))];
}

function optionsOf({ options, parent }: Subject): AnalyzerResourceOptions {
  const wire = new AnalyzerResourceOptions();
  wire.setProtect(options.protect);
  wire.setIgnorechangesList([...options.ignoreChanges]);
  if (parent !== undefined) wire.setParent(parent);
  return wire;
}

function asked(handler: Handler, request: unknown, urn: string): Promise<Diagnostic[]> {
  return new Promise((resolve, reject) => {
    handler({ request }, (error, reply) => {
      if (error) reject(error);
      else
        resolve(
          (reply?.getDiagnosticsList() ?? []).map((one) => ({
            policy: one.getPolicyname(),
            level: levels[one.getEnforcementlevel()] ?? "disabled",
            message: one.getMessage(),
            urn: one.getUrn() || urn,
          })),
        );
    });
  });
}
