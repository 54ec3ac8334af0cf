import { podTemplateOf, replicatedJobsOf } from "../../../components/kubeflow/trainer/pods";
import { torchRuntime } from "../../../components/kubeflow/trainer/trainingRuntimeNames";
import { torchRuntimeSpec } from "../../../components/kubeflow/trainer/trainingRuntimeSpecs";
import type { JsonObject } from "../../../core/json/json";
import { strategicMerge } from "../../../core/kubernetes/strategicMerge";
import type { Declared } from "./declared";
import {
  type Owner,
  objectIn,
  objectsIn,
  type UpstreamManifest,
  upstreamManifest,
  upstreamPod,
} from "./upstreamObject";

/**
 * The Job and the pods of a TrainJob. Sources: https://github.com/kubeflow/trainer, tag v2.3.0, and the JobSet within
 * its chart, https://github.com/kubernetes-sigs/jobset, tag v0.12.0; the pods are Kubernetes' Job controller's.
 */

/** The Job that JobSet creates: `pkg/controllers/jobset_controller.go`, `constructJob`. */
export function trainerJob(made: Pick<Declared, "TrainJob">): UpstreamManifest {
  const name = made.TrainJob.metadata.name;
  const labels = jobSetKeys(name);
  const { metadata, spec } = trainerTemplate(made);
  const owner = { apiVersion: "jobset.x-k8s.io/v1alpha2", kind: "JobSet", name };
  const template = { metadata: withKeys(metadata, labels), spec: { ...objectIn(spec), subdomain: name } };
  return upstreamManifest(
    "batch/v1",
    "Job",
    { name: `${name}-node-0`, owner, labels, annotations: labels },
    // The TrainJob has the deadline and the time to live.
    { ...jobSpec(), completionMode: "Indexed", completions: 2, parallelism: 2, suspend: false, template },
  );
}

/** The pod that Kubernetes' Job controller creates from the Job's template. */
export function trainerPod(made: Pick<Declared, "TrainJob">): UpstreamManifest {
  const job = trainerJob(made);
  const { metadata, spec } = objectIn(objectIn(job.spec).template);
  const pod = { ...podOfJob(job.metadata.name), metadata: objectIn(metadata), spec: objectIn(spec) };
  return jobPod(pod, "0");
}

/**
 * The template from `components/kubeflow/trainer/pods.ts` for both, with the additions of
 * `pkg/runtime/framework/plugins/torch/torch.go`, `EnforceMLPolicy`: torchrun's variables and a port. Both the runtime
 * and the TrainJob are OURS.
 */
function trainerTemplate({ TrainJob }: Pick<Declared, "TrainJob">): JsonObject {
  if (objectIn(objectIn(TrainJob.spec).runtimeRef).name !== torchRuntime)
    throw new Error("the TrainJob must use the runtime torch");
  const [job] = replicatedJobsOf(TrainJob, { spec: runtimeOfOurs() });
  const whole = podTemplateOf(objectIn(job));
  const name = TrainJob.metadata.name;
  const torchrun = {
    name: "node",
    env: [
      { name: "PET_NNODES", value: "2" },
      { name: "PET_NPROC_PER_NODE", value: "1" },
      { name: "PET_NODE_RANK", valueFrom: { fieldRef: { fieldPath: completionIndex } } },
      { name: "PET_MASTER_ADDR", value: `${name}-node-0-0.${name}` },
      { name: "PET_MASTER_PORT", value: "29500" },
    ],
    ports: [{ containerPort: 29500 }],
  };
  return strategicMerge(whole, { spec: { containers: [torchrun] } });
}

const completionIndex = "metadata.annotations['batch.kubernetes.io/job-completion-index']";

function runtimeOfOurs(): JsonObject {
  return JSON.parse(JSON.stringify(torchRuntimeSpec({})));
}

function jobSpec(): JsonObject {
  return objectIn(replicatedJob(runtimeOfOurs()).spec);
}

function replicatedJob(runtimeSpec: JsonObject): JsonObject {
  const [job] = objectsIn(objectIn(objectIn(runtimeSpec.template).spec).replicatedJobs);
  return objectIn(objectIn(job).template);
}

/** `labelAndAnnotateObject`: the same as labels and as annotations, of the Job and of its pods. */
function jobSetKeys(jobSet: string): JsonObject {
  return {
    "jobset.sigs.k8s.io/jobset-name": jobSet,
    "jobset.sigs.k8s.io/jobset-uid": "0",
    "jobset.sigs.k8s.io/replicatedjob-name": "node",
    "jobset.sigs.k8s.io/replicatedjob-replicas": "1",
    "jobset.sigs.k8s.io/global-replicas": "1",
    "jobset.sigs.k8s.io/restart-attempt": "0",
    "jobset.sigs.k8s.io/job-index": "0",
    "jobset.sigs.k8s.io/job-global-index": "0",
    "jobset.sigs.k8s.io/job-key": "ae2b1fca515949e5d54fb22b8ed95575",
    "jobset.sigs.k8s.io/group-name": "default",
    "jobset.sigs.k8s.io/group-replicas": "1",
    "jobset.sigs.k8s.io/job-group-index": "0",
  };
}

function withKeys(metadata: JsonObject[string] | undefined, keys: JsonObject): JsonObject {
  const { labels = {}, annotations = {} } = metadata === undefined ? {} : objectIn(metadata);
  return {
    labels: { ...objectIn(labels), ...keys },
    annotations: { ...objectIn(annotations), ...keys },
  };
}

function podOfJob(job: string): { readonly owner: Owner } {
  return { owner: { apiVersion: "batch/v1", kind: "Job", name: job } };
}

interface JobPod {
  readonly owner: Owner;
  readonly metadata: JsonObject;
  readonly spec: JsonObject;
}

/**
 * Adds the fields of Kubernetes' Job controller to a template (`pkg/controller/job/job_controller.go`).
 *
 * @param index Index in an indexed Job.
 */
export function jobPod({ owner, metadata, spec }: JobPod, index?: string): UpstreamManifest {
  const indexed: JsonObject = index === undefined ? {} : { "batch.kubernetes.io/job-completion-index": index };
  return upstreamPod(
    {
      name: `${owner.name}-${index === undefined ? "" : `${index}-`}8kqzp`,
      owner,
      labels: {
        ...objectIn(metadata.labels ?? {}),
        ...indexed,
        "batch.kubernetes.io/job-name": owner.name,
        "batch.kubernetes.io/controller-uid": "0",
        "job-name": owner.name,
        "controller-uid": "0",
      },
      annotations: { ...objectIn(metadata.annotations ?? {}), ...indexed },
    },
    index === undefined ? spec : { ...spec, hostname: `${owner.name}-${index}` },
  );
}
