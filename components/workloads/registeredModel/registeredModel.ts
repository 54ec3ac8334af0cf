import type { Problems } from "../../../core/errors/problems";

/**
 * A model of MLflow's registry.
 *
 * By version, never by alias: an alias moves. Pods of one Deployment that start on different days would serve different
 * models, nobody would see it in a plan, and going back to an earlier program would not bring the earlier model back.
 */
export interface RegisteredModel {
  /** Name in the registry. */
  readonly name: string;
  readonly version: number;
  /**
   * Of all its files: `sha256:` and 64 hexadecimal digits. `fetch_model.py --print NAME VERSION` prints it: see
   * docs/workloads/serving.md.
   *
   * MLflow lets whoever may write to the registry's bucket replace a version's files. Without it, that would be served.
   */
  readonly digest: string;
  /** Room for its files on the node, GiB. @default 5 */
  readonly sizeGibibytes?: number;
}

/** MLflow's own rule: https://github.com/mlflow/mlflow mlflow/utils/validation.py */
const forbidden = /[/:]/;
const digest = /^sha256:[0-9a-f]{64}$/;

/** Adds what is wrong with a model. */
export function checkModel(problems: Problems, model: RegisteredModel): void {
  const { name, version, sizeGibibytes = 1 } = model;
  if (name.trim() === "" || name.startsWith("-") || forbidden.test(name)) {
    problems.add(`model.name "${name}" is none of the registry's`, "use the registered model's name, without : and /");
  }
  if (!Number.isInteger(version) || version < 1) {
    problems.add(`model.version ${version} is no version`, "use the number of a registered version, from 1");
  }
  if (!digest.test(model.digest)) {
    problems.add(
      `model.digest "${model.digest}" is no SHA-256`,
      `use what fetch_model.py --print ${name} ${version} prints: sha256: and 64 hexadecimal digits`,
    );
  }
  if (!(sizeGibibytes > 0 && Number.isInteger(sizeGibibytes * 1024))) {
    problems.add(`model.sizeGibibytes ${sizeGibibytes} is no size`, "use GiB above 0, whole in MiB");
  }
}
