import { specimens } from "../../specimen";
import { platformNamespace } from "../../specimens/baseStack";
import { job, pod } from "../../specimens/pods";
import { rule } from "./memoryLimitIsRequest";

const memory = (requests: string | number, limits: string | number) => ({
  resources: { requests: { memory: requests }, limits: { memory: limits } },
});

export default specimens(rule, {
  passing: [
    { title: "the same amount in two notations", stack: [pod({ containers: { main: memory("1Gi", 1_073_741_824) } })] },
    {
      title: "an init container with a limit above its request",
      stack: [pod({ initContainers: { setup: memory("64Mi", "128Mi") } })],
    },
    {
      title: "a sidecar with the same amount",
      stack: [pod({ initContainers: { proxy: { ...memory("128Mi", "128Mi"), restartPolicy: "Always" } } })],
    },
    {
      title: "a platform service with a limit above its request",
      stack: [pod({ containers: { main: memory("1Gi", "2Gi") }, namespace: platformNamespace })],
    },
  ],
  failing: [
    {
      title: "a container with a limit above its request",
      stack: [job({ containers: { main: memory("1Gi", "1500Mi") } })],
      message: "containers should not have a memory limit above their request: main",
    },
    {
      title: "a second container with a limit above its request",
      stack: [pod({ containers: { main: memory("1Gi", "1Gi"), logs: memory("64Mi", "128Mi") } })],
      message: "containers should not have a memory limit above their request: logs",
    },
    {
      title: "a sidecar with a limit above its request",
      stack: [pod({ initContainers: { proxy: { ...memory("64Mi", "128Mi"), restartPolicy: "Always" } } })],
      message: "containers should not have a memory limit above their request: proxy",
    },
  ],
});
