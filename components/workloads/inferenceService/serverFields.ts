import { issueIf } from "../../../core/schema/crossField";
import { numberField, textField } from "../../../core/schema/fields";
import { imageField, textsField } from "../fields";
import type { ArgumentCheck } from "../kind";
import { inferencePaths } from "../serving/probes";
import type { Canary, StoredModel } from "./storedModel";

/** Port of the runtimes' servers. */
const defaultPort = 8080;

const path = /^\/[\w./~%-]*$/;

/** Arguments of the server: a runtime of KServe, or a container of the team. */
export const serverFields = {
  image: imageField(
    "Image of the team's server, instead of `model.format`. It reads the model from `MODEL_PATH`, listens on port `PORT`, and exposes metrics at `/metrics`.",
  ).optional(),
  command: textsField("Only with `image`: command that replaces its entry point.", ["vllm", "serve"], "the image's"),
  args: textsField(
    "Arguments of the server, in addition to those of the runtime.",
    ["--max_model_len=8192"],
    "the image's, or none if `command` is set",
  ),
  port: numberField(1024, 65_535, {
    description: "Only with `image`: number of the port on which the server listens.",
    example: 8000,
    default: String(defaultPort),
  }).optional(),
  readyPath: textField(path, "a path that begins with /", {
    description: "Only with `image`: path that answers 200 when the model is loaded.",
    example: "/health",
    fix: 'write a path such as "/health"',
    default: `\`${inferencePaths.ready}\``,
  }).optional(),
  livePath: textField(path, "a path that begins with /", {
    description: "Only with `image`: path that answers 200 from the start of the server.",
    example: "/health",
    fix: 'write a path such as "/health"',
    default: `\`${inferencePaths.live}\``,
  }).optional(),
};

export interface ServerArguments {
  readonly model: StoredModel;
  readonly canary: readonly Canary[];
  readonly image?: unknown;
  readonly command?: readonly string[] | undefined;
  readonly args?: readonly string[] | undefined;
  readonly port?: number | undefined;
  readonly readyPath?: string | undefined;
  readonly livePath?: string | undefined;
}

/** Port and paths of the server. */
export interface Endpoint {
  readonly port: number;
  readonly ready: string;
  readonly live: string;
}

export function endpointOf({ port, readyPath, livePath }: ServerArguments): Endpoint {
  return {
    port: port ?? defaultPort,
    ready: readyPath ?? inferencePaths.ready,
    live: livePath ?? inferencePaths.live,
  };
}

/** Rules about the choice between a runtime and a container of the team. */
export const serverChecks: readonly ArgumentCheck<ServerArguments>[] = [
  {
    reads: ["model.format", "image"],
    find: ({ model, image }) =>
      issueIf(model.format === undefined && image === undefined, {
        message: "must be set, because there is no image",
        fix: "use sklearn, xgboost, lightgbm or huggingface, or set image for a server of your own",
      }),
  },
  {
    reads: ["image", "model.format"],
    find: ({ model, image }) =>
      issueIf(model.format !== undefined && image !== undefined, {
        message: "must not be set with model.format: the runtime of the format has its own image",
        fix: "remove image, or remove model.format",
      }),
  },
  ...(["command", "port", "readyPath", "livePath"] as const).map(
    (argument): ArgumentCheck<ServerArguments> => ({
      reads: [argument, "image"],
      find: (args) =>
        issueIf(args[argument] !== undefined && args.image === undefined, {
          message: "must not be set without image: the runtime of the format decides it",
          fix: `remove ${argument}, or set image`,
        }),
    }),
  ),
  {
    reads: ["canary", "image"],
    find: ({ canary, image }) =>
      canary.flatMap((one, index) => [
        ...issueIf(one.image !== undefined && image === undefined, {
          path: ["canary", index, "image"],
          message: "must not be set without image: the stable version and its canaries have servers of one kind",
          fix: "remove it, or set image for the stable version",
        }),
        ...issueIf(one.model.format !== undefined && image !== undefined, {
          path: ["canary", index, "model", "format"],
          message: "must not be set with image: the server is a container of the team",
          fix: "remove it",
        }),
      ]),
  },
];
