import type { JsonObject } from "../../core/json/json";
import { object } from "../specimen";
import type { Subject } from "../subject";
import { team } from "./baseStack";
import { goodContainer } from "./pods";

/** Changes to a team's Workflow. */
export interface WorkflowChanges {
  readonly labels?: JsonObject;
  readonly namespace?: string;
}

const apiVersion = "argoproj.io/v1alpha1";
const ownLabels: JsonObject = { "workflows.argoproj.io/controller-instanceid": "platform" };

const spec: JsonObject = {
  entrypoint: "train",
  serviceAccountName: "training",
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } },
  templates: [{ name: "train", container: { ...goodContainer, command: ["python", "train.py"] } }],
};

export function workflow(changes: WorkflowChanges = {}): Subject {
  return object({ apiVersion, kind: "Workflow", metadata: metadata(changes), spec });
}

export function cronWorkflow(changes: WorkflowChanges = {}): Subject {
  return object({
    apiVersion,
    kind: "CronWorkflow",
    metadata: metadata(changes),
    spec: { schedules: ["0 3 * * *"], concurrencyPolicy: "Forbid", workflowSpec: spec },
  });
}

function metadata({ labels = ownLabels, namespace = team }: WorkflowChanges) {
  return { name: "retrain", namespace, labels };
}
