import { specimens } from "../../specimen";
import { job, onGpus, pod } from "../../specimens/pods";
import { rule } from "./acceleratorLimits";

const asking = (requests: string | number, limits: string | number) => ({
  ...onGpus(),
  containers: {
    main: { resources: { requests: { "nvidia.com/gpu": requests }, limits: { "nvidia.com/gpu": limits } } },
  },
});

export default specimens(rule, {
  passing: [
    { of: "a limit alone", stack: [job(onGpus(2))] },
    { of: "the same number twice", stack: [job(asking("2", 2))] },
    { of: "no accelerator", stack: [pod()] },
  ],
  failing: [
    {
      of: "none, as a number",
      stack: [pod(onGpus(0))],
      says: "containers ask for accelerators as Kubernetes gives none: main",
    },
    {
      of: "none, twice and as text",
      stack: [job(asking("0", "0"))],
      says: "containers ask for accelerators as Kubernetes gives none: main",
    },
  ],
});
