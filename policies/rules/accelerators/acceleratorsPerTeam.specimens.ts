import { specimens } from "../../specimen";
import { deployment, job, onGpus } from "../../specimens/pods";
import { rule } from "./acceleratorsPerTeam";

const says = "asks for more accelerators than its team may have at once, and so never runs: nvidia.com/gpu";

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
    { of: "replicas that reach the ceiling", stack: [deployment(server, { replicas: 2 })] },
    { of: "a Job whose pods may follow one another", stack: [job(onGpus(4), { parallelism: 3, completions: 3 })] },
  ],
  failing: [
    { of: "replicas above the ceiling", stack: [deployment(server, { replicas: 3 })], says },
    {
      of: "an init container above the ceiling",
      stack: [job({ ...onGpus(1), initContainers: { warm: { ...onGpus(9).containers.main } } })],
      context: { gpusPerPod: 16 },
      says,
    },
    {
      of: "a sidecar above the ceiling together with its container",
      stack: [
        job({ ...onGpus(4), initContainers: { sidecar: { restartPolicy: "Always", ...onGpus(5).containers.main } } }),
      ],
      context: { gpusPerPod: 16 },
      says,
    },
    { of: "one pod above the ceiling", stack: [job(onGpus("9"))], context: { gpusPerPod: 16 }, says },
  ],
});
