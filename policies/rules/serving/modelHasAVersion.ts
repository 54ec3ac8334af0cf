import { modelServiceWorkload, workloadLabel } from "../../../core/kubernetes/labels";
import { predictorsOutside } from "../../kubernetes/modelStorage";
import { kubernetesRule } from "../../rule";

/**
 * A number, a date or the like, or a hash, as a folder below the bucket, the claim or the repository, or as a tag; or a
 * digest. `models/churn/3/`, not `models/churn/latest/`.
 */
const versioned =
  "^[a-z0-9]+://[^/]+/(.*[/:])?(v?[0-9]+([._-][0-9A-Za-z]+)*|[0-9a-f]{12,64})(/.*)?$|@sha256:[0-9a-f]{64}$";

/** In CEL, whether a container of a `ModelService` says which version of the registry it serves. */
const saysVersion = `variables.mainContainers.exists(c, c.?env.orValue([])
  .exists(e, e.?name.orValue('') == 'MODEL_VERSION' && e.?value.orValue('').matches('^[0-9]+$')))`;

export const rule = kubernetesRule({
  name: "model-has-a-version",
  title: "A served model is one version of it, not an alias that moves",
  severity: "high",
  why: "Pods that start on different days read different models from latest/, no plan shows it, and rolling back brings nothing back.",
  fix: "end storageUri with the version's folder, such as models/churn/3/, or name MODEL_VERSION as ModelService does",
  references: [],
  enforcement: { dev: "advisory", staging: "mandatory", prod: "mandatory" },
  kinds: ["InferenceService", "Deployment"],
  scope: "everywhere",
  parts: ["metadata.labels", "spec"],
  problem: "serves no certain version",
  violations: `object.kind == 'InferenceService' ? ${predictorsOutside(versioned)}
    : variables.labels[?'${workloadLabel}'].orValue('') != '${modelServiceWorkload}' || ${saysVersion} ? [] : ['MODEL_VERSION']`,
});
