/** Variables that KServe sets or reads in containers of an InferenceService. */
const kserveVariables = ["INFERENCE_SERVICE_NAME", "PROTOCOL", "STORAGE_URI"] as const;

/** Folder into which KServe downloads a model. */
const modelFolder = "/mnt/models";

interface ServedVersion {
  readonly service: string;
  readonly version: number;
  readonly port: number;
}

/** Returns the variables that the platform sets for a container of the team, like for a `ModelService`. */
export function containerVariables({ service, version, port }: ServedVersion): Record<string, string> {
  return {
    HOME: "/tmp",
    MODEL_NAME: service,
    MODEL_PATH: modelFolder,
    MODEL_VERSION: String(version),
    PORT: String(port),
  };
}

/** Returns the names of the variables that the team must not set. */
export function reservedVariables({ image }: { readonly image?: unknown }): string[] {
  const own = Object.keys(containerVariables({ service: "", version: 0, port: 0 }));
  return image === undefined ? [...kserveVariables] : [...kserveVariables, ...own];
}
