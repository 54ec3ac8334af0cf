import { modelServiceWorkload, workloadLabel } from "../../../core/kubernetes/labels";
import { predictorsOutside } from "../../kubernetes/modelStorage";
import { kubernetesRule } from "../../rule";

/**
 * Matches addresses with a version: a number, a date or a hash as a folder or as a tag, or an image digest. It matches
 * `models/churn/3/`, but not `models/churn/latest/`.
 */
const versioned =
  "^[a-z0-9]+://[^/]+/(.*[/:])?(v?[0-9]+([._-][0-9A-Za-z]+)*|[0-9a-f]{12,64})(/.*)?$|@sha256:[0-9a-f]{64}$";

/** CEL expression: whether a container of a `ModelService` sets `MODEL_VERSION`, the version that it serves. */
const setsVersion = `variables.mainContainers.exists(c, c.?env.orValue([])
  .exists(e, e.?name.orValue('') == 'MODEL_VERSION' && e.?value.orValue('').matches('^[0-9]+$')))`;

export const rule = kubernetesRule({
  name: "model-has-a-version",
  title: "A served model has a fixed version, not an alias that can be moved",
  severity: "high",
  why: "Pods that start on different days read different models from latest/. No plan shows the change, and a rollback does not undo it.",
  fix: "end storageUri with the folder of the version, as in models/churn/3/, or set MODEL_VERSION as ModelService does",
  references: [],
  enforcement: { dev: "advisory", staging: "mandatory", prod: "mandatory" },
  kinds: ["InferenceService", "Deployment"],
  scope: "everywhere",
  parts: ["metadata.labels", "spec"],
  problem: "the served model must have a fixed version in",
  violations: `object.kind == 'InferenceService' ? ${predictorsOutside(versioned)}
    : variables.labels[?'${workloadLabel}'].orValue('') != '${modelServiceWorkload}' || ${setsVersion} ? [] : ['MODEL_VERSION']`,
});
