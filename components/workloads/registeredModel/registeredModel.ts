import { z } from "zod";
import { field, numberField, textField } from "../../../core/schema/fields";
import { gibibytesField } from "../serving/containerSize";

/** MLflow's own rule: https://github.com/mlflow/mlflow mlflow/utils/validation.py. It must not look like an option either. */
const registeredName = /^(?!\s*$)(?!-)[^/:]+$/;

/**
 * A model of MLflow's registry.
 *
 * By version, never by alias: an alias moves. Pods of one Deployment that start on different days would serve different
 * models, nobody would see it in a plan, and going back to an earlier program would not bring the earlier model back.
 *
 * By digest: MLflow lets whoever may write to the registry's bucket replace a version's files. Without it, that would be
 * served.
 */
const registeredModel = z.strictObject({
  name: textField(registeredName, "the name of a registered model: without / and :, and not beginning with -", {
    description: "Name in MLflow's registry.",
    example: "churn",
    fix: "use the registered model's name, without : and /",
  }),
  version: numberField(1, 2_147_483_647, {
    description: "A registered version's number, never an alias.",
    example: 3,
    fix: "use the number of a registered version, from 1",
  }),
  digest: textField(/^sha256:[0-9a-f]{64}$/, "sha256: and 64 hexadecimal digits", {
    description: "Of all its files, as `fetch_model.py --print NAME VERSION` prints it.",
    example: `sha256:${"0".repeat(64)}`,
    fix: "use what fetch_model.py --print NAME VERSION prints",
  }),
  sizeGibibytes: gibibytesField("Room for its files on the node, GiB. A larger model is evicted.", 5).default(5),
});
export type RegisteredModel = z.output<typeof registeredModel>;

export const registeredModelField = field(registeredModel, {
  description: "A version of a model in MLflow's registry.",
  exampleCode: '{ name: "churn", version: 3, digest: "sha256:…" }',
  example: { name: "churn", version: 3, digest: `sha256:${"0".repeat(64)}` },
  fix: 'write { name: "churn", version: 3, digest: "sha256:…" }',
});
