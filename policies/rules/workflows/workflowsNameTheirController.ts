import { kubernetesRule } from "../../rule";

const instance = "workflows.argoproj.io/controller-instanceid";

/** Label that the API server of Kubeflow Pipelines sets on each Workflow that it creates. */
const run = "pipeline/runid";

export const rule = kubernetesRule({
  name: "workflows-name-their-controller",
  title: "Teams' Workflows select the platform's controller, not that of Kubeflow Pipelines",
  severity: "medium",
  why: "The controller of Kubeflow Pipelines takes every Workflow without the label and runs any template. The platform's controller runs only reviewed templates.",
  fix: `add the label ${instance}, as \`argo submit --instanceid\` does`,
  references: [
    {
      name: "Argo Workflows: Scaling, instance ID",
      url: "https://argo-workflows.readthedocs.io/en/latest/scaling/#instance-id",
    },
  ],
  enforcement: "mandatory",
  kinds: ["Workflow", "CronWorkflow"],
  scope: "teams",
  parts: ["metadata.labels"],
  problem: "the Workflow must select the platform's controller with the label",
  // The label identifies a run of Pipelines. A forged label is visible in Pipelines' list as a run without an owner.
  violations: `variables.labels[?'${instance}'].orValue('') != ''
    || (object.kind == 'Workflow' && '${run}' in variables.labels) ? [] : ['${instance}']`,
});
