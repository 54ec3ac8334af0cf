import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { z } from "zod";
import { InferenceService } from "../../../components/serving/inferenceService/inferenceService";
import { DistributedTraining } from "../../../components/training/distributedTraining";
import { TrainingJob } from "../../../components/training/trainingJob";
import { manifestFiles } from "../../../plan/manifests";
import { registry } from "../../../policies/specimens/world";
import { recordComponent } from "../../support/record";
import { teamWorkspace } from "../../support/workspace";
import type { UpstreamManifest } from "./upstreamObject";

const kinds = ["Job", "TrainJob", "TFJob", "InferenceService"] as const;

/** OURS: what a team's program declares, which controllers make pods of. */
export type Declared = Readonly<Record<(typeof kinds)[number], UpstreamManifest>>;

const manifest = z.looseObject({ kind: z.string(), metadata: z.looseObject({}) });

export async function declared(): Promise<Declared> {
  const resources = await recordComponent(program);
  const manifests = manifestFiles(resources).map(({ content }): unknown => parse(content));
  const found = kinds.map((kind) => {
    const one = manifests.find((candidate) => manifest.safeParse(candidate).data?.kind === kind);
    if (one === undefined) throw new Error(`the program declares no ${kind}`);
    return [kind, one] as const;
  });
  return z.custom<Declared>().parse(Object.fromEntries(found));
}

/** Arguments that change the pod, so that none of it is the platform's default alone. */
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
  new TrainingJob("trial", training, { parent });
  new DistributedTraining("torch", { ...training, framework: "pytorch", nodes: 2 }, { parent });
  new DistributedTraining("tensor", { ...training, framework: "tensorflow", nodes: 3 }, { parent });
  new InferenceService("churn", { workspace, model: { format: "sklearn", version: 3 } }, { parent });
  return parent;
}
