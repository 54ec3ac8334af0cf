import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { cronWorkflow, workflow } from "../../specimens/workflows";
import { rule } from "./workflowsNameTheirController";

export default specimens(rule, {
  passing: [
    { of: "a Workflow with its controller", stack: [workflow()] },
    { of: "a CronWorkflow with its controller", stack: [cronWorkflow()] },
    {
      of: "a run of Pipelines",
      stack: [workflow({ labels: { "pipeline/runid": "11111111-2222-3333-4444-555555555555" } })],
    },
    { of: "a Workflow of the platform's", stack: [workflow({ labels: {}, namespace: platformNamespace })] },
  ],
  failing: [
    {
      of: "a Workflow by hand",
      stack: [workflow({ labels: {} })],
      says: "labels name no controller: workflows.argoproj.io/controller-instanceid",
    },
    {
      of: "a Workflow whose label is empty",
      stack: [workflow({ labels: { "workflows.argoproj.io/controller-instanceid": "" } })],
      says: "labels name no controller: workflows.argoproj.io/controller-instanceid",
    },
    {
      of: "a CronWorkflow that says that it is a run",
      stack: [cronWorkflow({ labels: { "pipeline/runid": "11111111-2222-3333-4444-555555555555" } })],
      says: "labels name no controller: workflows.argoproj.io/controller-instanceid",
    },
  ],
});
