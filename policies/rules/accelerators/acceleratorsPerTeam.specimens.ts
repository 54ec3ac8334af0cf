import { specimens } from "../../specimen";
import { deployment, job, onGpus } from "../../specimens/pods";
import { rule } from "./acceleratorsPerTeam";

const message =
  "the workload must fit into the accelerator limit of its team, or it never runs; it requests: nvidia.com/gpu";

const spread = {
  topologySpreadConstraints: [
    {
      topologyKey: "kubernetes.io/hostname",
      maxSkew: 1,
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: { app: "main" } },
    },
  ],
};
const server = { ...onGpus(4), spec: { ...onGpus().spec, ...spread } };

export default specimens(rule, {
  passing: [
    { title: "replicas that request exactly the limit", stack: [deployment(server, { replicas: 2 })] },
    {
      title: "a Job whose pods may run one after the other",
      stack: [job(onGpus(4), { parallelism: 3, completions: 3 })],
    },
  ],
  failing: [
    { title: "replicas above the limit", stack: [deployment(server, { replicas: 3 })], message },
    {
      title: "an init container above the limit",
      stack: [job({ ...onGpus(1), initContainers: { warm: { ...onGpus(9).containers.main } } })],
      context: { gpusPerPod: 16 },
      message,
    },
    {
      title: "a sidecar and a main container above the limit in total",
      stack: [
        job({ ...onGpus(4), initContainers: { sidecar: { restartPolicy: "Always", ...onGpus(5).containers.main } } }),
      ],
      context: { gpusPerPod: 16 },
      message,
    },
    { title: "one pod above the limit", stack: [job(onGpus("9"))], context: { gpusPerPod: 16 }, message },
  ],
});
