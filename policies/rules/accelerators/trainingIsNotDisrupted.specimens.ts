import { object, specimens } from "../../specimen";
import { team } from "../../specimens/baseStack";
import { merged } from "../../specimens/mergeFields";
import { cronJob, deployment, goodContainer, goodSpec, job, onGpus, pod } from "../../specimens/pods";
import { rule } from "./trainingIsNotDisrupted";

const says = "a run that has an accelerator may be moved: its pod lacks: karpenter.sh/do-not-disrupt";
const annotations = {};

const tfJob = object({
  apiVersion: "kubeflow.org/v1",
  kind: "TFJob",
  metadata: { name: "main", namespace: team },
  spec: {
    runPolicy: { activeDeadlineSeconds: 3600, cleanPodPolicy: "Running" },
    tfReplicaSpecs: {
      Chief: {
        replicas: 1,
        restartPolicy: "OnFailure",
        template: {
          spec: merged(
            {
              ...goodSpec,
              containers: [merged({ ...goodContainer, name: "tensorflow" }, onGpus().containers.main ?? {})],
            },
            onGpus().spec,
          ),
        },
      },
    },
  },
});

export default specimens(rule, {
  passing: [
    { of: "a job that stays", stack: [job(onGpus())] },
    { of: "a server", stack: [deployment({ ...onGpus(), annotations })] },
    { of: "a job without an accelerator", stack: [job()] },
  ],
  failing: [
    { of: "a Job that may go", stack: [job({ ...onGpus(), annotations })], says },
    { of: "a pod of a pipeline", stack: [pod({ ...onGpus(), annotations })], says },
    {
      of: "a CronJob that says no",
      stack: [cronJob({ ...onGpus(), annotations: { "karpenter.sh/do-not-disrupt": "false" } })],
      says,
    },
    { of: "the pods of a TFJob", stack: [tfJob], says },
  ],
});
