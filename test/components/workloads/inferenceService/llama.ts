import {
  InferenceService,
  type InferenceServiceArgs,
} from "../../../../components/workloads/inferenceService/inferenceService";
import { isJsonObject, type JsonObject } from "../../../../core/json/json";
import { issuesOf } from "../../../support/issues";
import { only, recordComponent } from "../../../support/record";
import { teamWorkspace } from "../../../support/workspace";

/** Arguments of an InferenceService `llama` of the team of the fixtures. */
export type Changes = Omit<InferenceServiceArgs, "workspace">;

export const llama = (changes: Changes) => new InferenceService("llama", { workspace: teamWorkspace(), ...changes });

export const recorded = (changes: Changes) => recordComponent(() => llama(changes));
export const problemsOf = (changes: Changes) => issuesOf(() => llama(changes));

export async function specOf(changes: Changes): Promise<JsonObject> {
  const { spec } = only(await recorded(changes), "kubernetes:serving.kserve.io/v1beta1:InferenceService").inputs;
  return isJsonObject(spec) ? spec : {};
}

export const fourGpus = {
  accelerator: "nvidia-h100",
  acceleratorCount: 4,
  replicas: { minimum: 1, maximum: 1 },
  resources: { vcpus: 16, memoryGibibytes: 100 },
} as const;
