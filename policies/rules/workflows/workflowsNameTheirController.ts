import { kubernetesRule } from "../../rule";

const instance = "workflows.argoproj.io/controller-instanceid";

/** What Pipelines' API server writes on each Workflow that it makes. */
const run = "pipeline/runid";

export const rule = kubernetesRule({
  name: "workflows-name-their-controller",
  title: "A team's Workflow goes to the platform's controller, not to that of Kubeflow Pipelines",
  severity: "medium",
  why: "Pipelines' controller takes whatever names no other one, and runs any template: the platform's runs only those that have been looked at.",
  fix: `label it ${instance}, as \`argo submit --instanceid\` does`,
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
  problem: "labels name no controller",
  // A run of Pipelines by its label, since a rule sees no user: forged, it is seen in Pipelines' list as a run of nobody's.
  violations: `variables.labels[?'${instance}'].orValue('') != ''
    || (object.kind == 'Workflow' && '${run}' in variables.labels) ? [] : ['${instance}']`,
});
