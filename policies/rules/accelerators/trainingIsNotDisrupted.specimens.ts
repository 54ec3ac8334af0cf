import { object, specimens } from "../../specimen";
import { team } from "../../specimens/baseStack";
import { merged } from "../../specimens/mergeFields";
import { cronJob, deployment, goodContainer, goodSpec, job, onGpus, pod } from "../../specimens/pods";
import { rule } from "./trainingIsNotDisrupted";

const message = "a training pod with an accelerator must have the annotation: karpenter.sh/do-not-disrupt";
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
    { title: "a job with the annotation", stack: [job(onGpus())] },
    { title: "a server without the annotation", stack: [deployment({ ...onGpus(), annotations })] },
    { title: "a job without an accelerator", stack: [job()] },
  ],
  failing: [
    { title: "a Job without the annotation", stack: [job({ ...onGpus(), annotations })], message },
    { title: "a pipeline pod without the annotation", stack: [pod({ ...onGpus(), annotations })], message },
    {
      title: "a CronJob with the value false",
      stack: [cronJob({ ...onGpus(), annotations: { "karpenter.sh/do-not-disrupt": "false" } })],
      message,
    },
    { title: "a TFJob without the annotation", stack: [tfJob], message },
  ],
});
