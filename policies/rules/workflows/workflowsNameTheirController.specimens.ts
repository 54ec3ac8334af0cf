import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { cronWorkflow, workflow } from "../../specimens/workflows";
import { rule } from "./workflowsNameTheirController";

export default specimens(rule, {
  passing: [
    { title: "a Workflow with the label", stack: [workflow()] },
    { title: "a CronWorkflow with the label", stack: [cronWorkflow()] },
    {
      title: "a Workflow of a Pipelines run",
      stack: [workflow({ labels: { "pipeline/runid": "11111111-2222-3333-4444-555555555555" } })],
    },
    { title: "a Workflow in a platform namespace", stack: [workflow({ labels: {}, namespace: platformNamespace })] },
  ],
  failing: [
    {
      title: "a Workflow without the label",
      stack: [workflow({ labels: {} })],
      message:
        "the Workflow must select the platform's controller with the label: workflows.argoproj.io/controller-instanceid",
    },
    {
      title: "a Workflow with an empty label",
      stack: [workflow({ labels: { "workflows.argoproj.io/controller-instanceid": "" } })],
      message:
        "the Workflow must select the platform's controller with the label: workflows.argoproj.io/controller-instanceid",
    },
    {
      title: "a CronWorkflow with the label of a run",
      stack: [cronWorkflow({ labels: { "pipeline/runid": "11111111-2222-3333-4444-555555555555" } })],
      message:
        "the Workflow must select the platform's controller with the label: workflows.argoproj.io/controller-instanceid",
    },
  ],
});
