import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { z } from "zod";
import { DistributedTraining } from "../../../components/workloads/distributedTraining/distributedTraining";
import { InferenceService } from "../../../components/workloads/inferenceService/inferenceService";
import { TrainingJob } from "../../../components/workloads/trainingJob/trainingJob";
import { manifestFiles } from "../../../plan/manifests";
import { registry } from "../../../policies/specimens/baseStack";
import { recordComponent } from "../../support/record";
import { teamWorkspace } from "../../support/workspace";
import type { UpstreamManifest } from "./upstreamObject";

/** Names of the declared objects by kind. */
const names = { Job: "trial", TrainJob: "torch", TFJob: "tensor", InferenceService: "churn" } as const;

/** Objects that a team's program declares and for which controllers create pods. */
export type Declared = Readonly<Record<keyof typeof names, UpstreamManifest>>;

const named = z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) });

export async function declared(): Promise<Declared> {
  const resources = await recordComponent(program);
  const manifests = manifestFiles(resources).map(({ content }): unknown => parse(content));
  const found = Object.entries(names).map(([kind, name]) => {
    const one = manifests.find((candidate) => {
      const { data } = named.safeParse(candidate);
      return data?.kind === kind && data.metadata.name === name;
    });
    if (one === undefined) throw new Error(`the program must declare a ${kind} "${name}"`);
    return [kind, one] as const;
  });
  return z.custom<Declared>().parse(Object.fromEntries(found));
}

/** Arguments that change the pod, so that the test does not cover only defaults. */
function program(): pulumi.ComponentResource {
  const parent = new pulumi.ComponentResource("test:index:Declared", "declared");
  const workspace = teamWorkspace();
  const training = {
    workspace,
    image: `${registry}trainer:1.4.0`,
    command: ["python", "train.py"],
    accelerator: "nvidia-l4",
    resources: { vcpus: 2, memoryGibibytes: 8, sharedMemoryGibibytes: 1, scratchGibibytes: 5 },
    datasets: { photos: { claim: "photos" } },
    checkpoints: { claim: "checkpoints" },
    secrets: { TOKEN: { secret: "hub", key: "token" } },
  };
  new TrainingJob(names.Job, training, { parent });
  new DistributedTraining(names.TrainJob, { ...training, framework: "pytorch", nodes: 2 }, { parent });
  new DistributedTraining(names.TFJob, { ...training, framework: "tensorflow", nodes: 3 }, { parent });
  new InferenceService(names.InferenceService, { workspace, model: { format: "sklearn", version: 3 } }, { parent });
  return parent;
}
