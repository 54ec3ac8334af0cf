import { fieldsNamed } from "../../../core/json/fieldsNamed";
import { isJsonObject, type JsonObject } from "../../../core/json/json";
import { acceleratorLabel, poolLabel } from "../../../core/kubernetes/labels";
import { stackRule } from "../../rule";
import { eksBestPractices } from "../../ruleReferences";
import { spotPools } from "../../spotPools";

/** Environment variable in which the platform passes the checkpoint location to a program. */
const checkpoints = "CHECKPOINT_URI";

export const rule = stackRule({
  name: "spot-training-keeps-checkpoints",
  title: "Training on spot capacity has a checkpoint location",
  severity: "medium",
  why: "AWS reclaims a spot node with two minutes' notice. A training that cannot resume restarts from the beginning each time and may never finish.",
  fix: `create it with TrainingJob or DistributedTraining, set ${checkpoints}, or choose a pool without spot capacity`,
  references: [eksBestPractices("Implement Checkpointing", "aiml-compute")],
  // A program may get its checkpoint location in another way.
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
            problem: `should set ${checkpoints}, because it may run on spot capacity of pool ${chosen.map(({ pool }) => pool).join(", ")}`,
          },
        ];
  },
});

/** Whether a selector matches nodes with these labels. Only the platform's labels are compared. */
function selects(selector: JsonObject, labels: JsonObject): boolean {
  const own = Object.entries(selector).filter(([key]) => key === poolLabel || key === acceleratorLabel);
  return own.length > 0 && own.every(([key, value]) => labels[key] === value);
}
