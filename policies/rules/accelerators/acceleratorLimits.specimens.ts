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
    { of: "a limit without a request", stack: [job(onGpus(2))] },
    { of: "a limit and an equal request", stack: [job(asking("2", 2))] },
    { of: "no accelerator", stack: [pod()] },
  ],
  failing: [
    {
      of: "a limit of 0 as a number",
      stack: [pod(onGpus(0))],
      says: "containers must set accelerator limits to a whole number of at least 1, equal to any request: main",
    },
    {
      of: "a limit and a request of 0 as text",
      stack: [job(asking("0", "0"))],
      says: "containers must set accelerator limits to a whole number of at least 1, equal to any request: main",
    },
  ],
});
