import { specimens } from "../../specimen";
import { job, onGpus, pod } from "../../specimens/pods";
import { rule } from "./acceleratorLimits";

const withAccelerators = (requests: string | number, limits: string | number) => ({
  ...onGpus(),
  containers: {
    main: { resources: { requests: { "nvidia.com/gpu": requests }, limits: { "nvidia.com/gpu": limits } } },
  },
});

export default specimens(rule, {
  passing: [
    { title: "a limit without a request", stack: [job(onGpus(2))] },
    { title: "a limit and an equal request", stack: [job(withAccelerators("2", 2))] },
    { title: "no accelerator", stack: [pod()] },
  ],
  failing: [
    {
      title: "a limit of 0 as a number",
      stack: [pod(onGpus(0))],
      message: "containers must set accelerator limits to a whole number of at least 1, equal to any request: main",
    },
    {
      title: "a limit and a request of 0 as text",
      stack: [job(withAccelerators("0", "0"))],
      message: "containers must set accelerator limits to a whole number of at least 1, equal to any request: main",
    },
  ],
});
