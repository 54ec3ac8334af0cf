import { shortType } from "../../../core/graph/shortNames";
import { isJsonObject, type Json, type JsonObject } from "../../../core/json/json";
import { fieldOf, objectOf, textOrEmpty } from "../../../core/json/reading";
import { workloadLabel } from "../../../core/kubernetes/labels";
import type { ComparedResource } from "../change";
import { type EffectRule, perhaps, removes } from "./effect";

/** Kinds of jobs. When a node is drained, its jobs lose the work since their last checkpoint. */
const jobTypes = /^kubernetes:(batch\/v1:(Job|CronJob)|(trainer\.)?kubeflow\.org\/[^:]+:\w+Job)$/;

/** Returns the teams' jobs, as `TrainJob vision/detector`, whose pods select nodes with these labels. */
export function jobsOn(labels: JsonObject, resources: Iterable<ComparedResource>): string[] {
  return [...resources]
    .filter((resource) => isTeamsJob(resource) && selectorsIn(resource.inputs).some((one) => selects(one, labels)))
    .map(jobName)
    .sort();
}

/** A deleted or replaced job of a team ends, although its nodes remain. */
export const jobEffects: EffectRule = (source) => {
  const job = source.before;
  if (job === undefined || !isTeamsJob(job) || job.type.endsWith(":CronJob") || !removes(source)) return [];
  const verb = source.kind === "delete" ? "deletes" : `${perhaps(source)}replaces`;
  return [{ kind: "jobs-ended", text: `${verb} ${jobName(job)}: it ends if it is running` }];
};

/** Returns whether the job belongs to a team's workload. Jobs of the platform are short and can run again. */
function isTeamsJob({ type, inputs }: ComparedResource): boolean {
  return jobTypes.test(type) && fieldOf(inputs, "metadata", "labels", workloadLabel) !== undefined;
}

function jobName({ type, inputs }: ComparedResource): string {
  const place = [textOrEmpty(inputs, "metadata", "namespace"), textOrEmpty(inputs, "metadata", "name")];
  return `${shortType(type)} ${place.filter((part) => part !== "").join("/")}`;
}

function selects(selector: JsonObject, labels: JsonObject): boolean {
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

/** Returns every `nodeSelector`, at any depth: each kind of job has its pod template at another path. */
function selectorsIn(value: Json): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(selectorsIn);
  if (!isJsonObject(value)) return [];
  const own = isJsonObject(value.nodeSelector ?? null) ? [objectOf(value, "nodeSelector")] : [];
  return [...own, ...Object.values(value).flatMap(selectorsIn)];
}
