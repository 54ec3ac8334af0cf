import { describe, expect, it } from "vitest";
import type { CreatedKind } from "../../../core/kubernetes/kind";
import { evaluate } from "../../../policies/cel/environment";
import { isCreatedByController } from "../../../policies/kubernetes/controllerOwners";
import { controllerOf } from "../../../policies/specimens/pods";

/** Whether an object with this owner counts as created by a controller. */
function isMade(apiVersion: string, kind: string, ...made: readonly CreatedKind[]): unknown {
  const object = { metadata: { ownerReferences: [controllerOf(apiVersion, kind)] } };
  return evaluate(isCreatedByController(...made), { object, namespaceObject: null, variables: {} });
}

describe("isCreatedByController", () => {
  it.each([
    ["batch/v1", "CronJob"],
    ["jobset.x-k8s.io/v1alpha2", "JobSet"],
    ["kubeflow.org/v1", "TFJob"],
    ["kubeflow.org/v1beta1", "Trial"],
    ["trainer.kubeflow.org/v1alpha1", "TrainJob"],
  ])("accepts a Job owned by %s %s in any version, and no other object", (apiVersion, kind) => {
    expect(isMade(apiVersion, kind, "Job")).toBe(true);
    expect(isMade(apiVersion.replace(/v\w+$/, "v9"), kind, "Job", "Deployment")).toBe(true);
    expect(isMade(apiVersion, kind, "Deployment", "StatefulSet")).toBe(false);
  });

  it.each([
    ["Deployment", "serving.kserve.io/v1beta1", "InferenceService"],
    ["Deployment", "serving.kserve.io/v1alpha1", "InferenceGraph"],
    ["Deployment", "kubeflow.org/v1beta1", "Suggestion"],
    ["StatefulSet", "monitoring.coreos.com/v1", "Prometheus"],
    ["StatefulSet", "monitoring.coreos.com/v1", "Alertmanager"],
    ["StatefulSet", "monitoring.coreos.com/v1", "ThanosRuler"],
    ["StatefulSet", "monitoring.coreos.com/v1alpha1", "PrometheusAgent"],
  ] as const)("takes a %s of %s %s for its controller's, and no Job", (made, apiVersion, kind) => {
    expect(isMade(apiVersion, kind, made)).toBe(true);
    expect(isMade(apiVersion, kind, "Job")).toBe(false);
  });

  it("rejects owners of kinds that create no such objects", () => {
    expect(isMade("flagger.app/v1beta1", "Canary", "Deployment")).toBe(false);
    expect(isMade("v1", "ConfigMap", "Job", "Deployment", "StatefulSet")).toBe(false);
  });
});
