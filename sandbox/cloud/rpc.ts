import * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { reasonOf } from "../../core/errors/usageError";
import { InitializationError } from "./cloudError";

/** Returns a gRPC method with one answer. Errors that `answer` throws become gRPC errors. */
export function unary<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    new Promise<Response>((resolve) => resolve(answer(call.request))).then(
      (response) => callback(null, response),
      (error: unknown) => callback(failure(error)),
    );
  };
}

/** Returns a gRPC method that always fails. The engine does not need the method. */
export function unimplemented<Request, Response>(name: string): grpc.handleUnaryCall<Request, Response> {
  return (_, callback) => callback({ code: grpc.status.UNIMPLEMENTED, details: `the sandbox has no ${name}` });
}

/**
 * Converts an error to the form that the engine reads. If an operation failed partially, the trailer contains the
 * resource, so that Pulumi adds it to its state.
 */
function failure(error: unknown): Partial<grpc.StatusObject> {
  const details = reasonOf(error);
  if (!(error instanceof InitializationError)) return { code: grpc.status.UNKNOWN, details };
  const made = new ErrorResourceInitFailed()
    .setId(error.id)
    .setProperties(Struct.fromJavaScript(error.outputs))
    .setReasonsList([details]);
  const packed = new Any();
  packed.pack(made.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status().setCode(grpc.status.UNKNOWN).setMessage(details).setDetailsList([packed]);
  const metadata = new grpc.Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return { code: grpc.status.UNKNOWN, details, metadata };
}
