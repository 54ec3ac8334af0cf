import { fieldsNamed } from "../../../core/json/fieldsNamed";
import { isJsonObject, type JsonObject } from "../../../core/json/json";
import { acceleratorLabel, poolLabel } from "../../../core/kubernetes/labels";
import { stackRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";
import { spotPools } from "../../spotPools";

/** By which the platform tells a program where its checkpoints lie. */
const checkpoints = "CHECKPOINT_URI";

export const rule = stackRule({
  name: "spot-training-keeps-checkpoints",
  title: "Trainings on spot capacity are told where their checkpoints lie",
  severity: "medium",
  why: "AWS takes a spot node back within two minutes: a training that cannot resume begins anew each time, and may never end.",
  fix: `make it by TrainingJob or DistributedTraining, set ${checkpoints}, or choose a pool without spot`,
  references: [eksBestPractices("Implement Checkpointing", "aiml-compute")],
  // A program may find its checkpoints otherwise.
  enforcement: "advisory",
  reads: ["acceleratorPools"],
  types: [
    "kubernetes:batch/v1:Job",
    "kubernetes:kubeflow.org/v1:TFJob",
    "kubernetes:kubeflow.org/v1:PyTorchJob",
    "kubernetes:trainer.kubeflow.org/v1alpha1:TrainJob",
  ],
  check: ({ inputs }, graph, { acceleratorPools }) => {
    const variables = fieldsNamed(inputs, "env").flatMap((env) => fieldsNamed(env, "name"));
    const selectors = fieldsNamed(inputs, "nodeSelector").filter(isJsonObject);
    const risky = spotPools(graph).filter(({ pool }) => acceleratorPools.includes(pool));
    const chosen = risky.filter(({ labels }) => selectors.some((selector) => selects(selector, labels)));
    return chosen.length === 0 || variables.includes(checkpoints)
      ? []
      : [
          {
            problem: `may run on spot capacity of pool ${chosen.map(({ pool }) => pool).join(", ")} without ${checkpoints}`,
          },
        ];
  },
});

/** Whether nodes with such labels are among those selected, by the platform's labels at least. */
function selects(selector: JsonObject, labels: JsonObject): boolean {
  const own = Object.entries(selector).filter(([key]) => key === poolLabel || key === acceleratorLabel);
  return own.length > 0 && own.every(([key, value]) => labels[key] === value);
}
