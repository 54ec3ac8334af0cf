import { z } from "zod";
import { field, numberField, textField } from "../../../core/schema/fields";
import { gibibytesField } from "../serving/containerSize";

/**
 * MLflow's rule, in mlflow/utils/validation.py of https://github.com/mlflow/mlflow. A leading hyphen would look like an
 * option.
 */
const registeredName = /^(?!\s*$)(?!-)[^/:]+$/;

/**
 * A model in MLflow's registry.
 *
 * It is identified by version, not by alias, because an alias can move: pods of one Deployment could serve different
 * models, no plan would show the change, and a rollback of the program would not roll back the model.
 *
 * The digest detects replaced files: with write access to the bucket, the files of a version can be replaced.
 */
const registeredModel = z.strictObject({
  name: textField(registeredName, "the name of a registered model, without / and :, that does not begin with -", {
    description: "Name of the model in MLflow's registry.",
    example: "churn",
    fix: "use the name of the registered model, without : and /",
  }),
  version: numberField(1, 2_147_483_647, {
    description: "Number of the registered version. Aliases are not supported, because they can move.",
    example: 3,
    fix: "use the number of a registered version, from 1",
  }),
  digest: textField(/^sha256:[0-9a-f]{64}$/, "sha256: and 64 hexadecimal digits", {
    description: "Digest of all files of the version, as `fetch_model.py --print NAME VERSION` prints it.",
    example: `sha256:${"0".repeat(64)}`,
    fix: "use the output of fetch_model.py --print NAME VERSION",
  }),
  sizeGibibytes: gibibytesField(
    "Disk space for its files on the node, GiB. A pod with a larger model is evicted.",
    5,
  ).default(5),
});
export type RegisteredModel = z.output<typeof registeredModel>;

export const registeredModelField = field(registeredModel, {
  description: "Version of a model in MLflow's registry.",
  exampleCode: '{ name: "churn", version: 3, digest: "sha256:…" }',
  example: { name: "churn", version: 3, digest: `sha256:${"0".repeat(64)}` },
  fix: 'write { name: "churn", version: 3, digest: "sha256:…" }',
});
