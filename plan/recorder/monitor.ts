import {
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Registration } from "../../core/graph/registration";
import { readableObject } from "../../core/graph/wire";
import type { JsonObject } from "../../core/json/json";
import type { Duplicate } from "./duplicates";
import { type Place, registration, wireInputs } from "./request";

/** A provider's answer to the creation of a resource. */
export interface Answer {
  /** Empty while unknown. */
  readonly id: string;
  /** All properties, in the wire format. */
  readonly state: JsonObject;
}

/** Returns the answer that the provider would give. */
export type Provider = (resource: Registration, inputs: JsonObject, secretOutputs: readonly string[]) => Answer;

type Reply<Response> = (error: Error | null, response?: Response) => void;

export interface RecordingMonitorOptions extends Place {
  readonly provider: Provider;
}

/**
 * Replaces Pulumi's engine: records the resources that the program declares, and creates nothing. Its methods are
 * those of Pulumi's `ResourceMonitor` service.
 *
 * It rejects reads of existing resources and calls of provider functions: the plan cannot know their
 * results, and the platform takes such values from its settings.
 */
export class RecordingMonitor {
  /** Rejects with the first error. The SDK alone would let dependents of the resource wait forever. */
  readonly refusal: Promise<never>;
  private readonly recorded = new Map<string, Registration>();
  private readonly repeated: Duplicate[] = [];
  private refuse: (error: Error) => void = () => {};

  constructor(private readonly options: RecordingMonitorOptions) {
    this.refusal = new Promise((_, reject) => {
      this.refuse = reject;
    });
    // A caller that does not await it learns of the error from the replies.
    this.refusal.catch(() => {});
  }

  /** All resources declared so far, in no particular order. */
  get registrations(): readonly Registration[] {
    return [...this.recorded.values()];
  }

  /** All resources whose URN another resource already has, in the order of the program. */
  get duplicates(): readonly Duplicate[] {
    return this.repeated;
  }

  registerResource(request: RegisterResourceRequest, reply: Reply<RegisterResourceResponse>): void {
    this.attempt(reply, () => {
      const resource = registration(request, this.options);
      const { urn } = resource;
      if (request.getRemote()) {
        throw new Error(
          `${request.getType()} "${request.getName()}" is created inside a provider, where the plan cannot record it`,
        );
      }
      const first = this.recorded.get(urn);
      // The program continues, so that one error names all duplicates together with other mistakes.
      if (first) this.repeated.push({ first, second: resource });
      else this.recorded.set(urn, resource);
      const inputs = wireInputs(request);
      const answer = resource.custom
        ? this.options.provider(resource, inputs, request.getAdditionalsecretoutputsList())
        : { id: "", state: inputs };
      const response = new RegisterResourceResponse();
      response.setUrn(urn);
      response.setId(answer.id);
      response.setObject(Struct.fromJavaScript(answer.state));
      return response;
    });
  }

  registerResourceOutputs(request: RegisterResourceOutputsRequest, reply: Reply<Empty>): void {
    this.attempt(reply, () => {
      const resource = this.recorded.get(request.getUrn());
      if (!resource) throw new Error(`the program registers outputs of ${request.getUrn()}, which it did not declare`);
      const outputs = readableObject(wireOutputs(request));
      this.recorded.set(resource.urn, { ...resource, outputs });
      return new Empty();
    });
  }

  readResource(request: { getType(): string; getName(): string }, reply: Reply<never>): void {
    this.attempt(reply, () => {
      throw new Error(
        `the program reads ${request.getType()} "${request.getName()}": take the value from the settings`,
      );
    });
  }

  invoke(request: { getTok(): string }, reply: Reply<never>): void {
    this.attempt(reply, () => {
      throw new Error(`the program calls ${request.getTok()}: take the value from the settings`);
    });
  }

  private attempt<Response>(reply: Reply<Response>, answer: () => Response): void {
    let response: Response;
    try {
      response = answer();
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      this.refuse(error);
      reply(error);
      return;
    }
    reply(null, response);
  }
}

function wireOutputs(request: RegisterResourceOutputsRequest): JsonObject {
  const outputs: JsonObject = request.getOutputs()?.toJavaScript() ?? {};
  return outputs;
}
