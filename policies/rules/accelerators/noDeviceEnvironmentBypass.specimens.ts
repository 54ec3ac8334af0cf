import { specimens } from "../../specimen";
import { deployment, job, onGpus, pod } from "../../specimens/pods";
import { rule } from "./noDeviceEnvironmentBypass";

const withVisibleDevices = (devices: string) => ({ env: [{ name: "NVIDIA_VISIBLE_DEVICES", value: devices }] });

const ofConfigMap = { configMapKeyRef: { name: "settings", key: "devices" } };

export default specimens(rule, {
  passing: [
    {
      title: "a container whose variable selects no devices",
      stack: [pod({ containers: { main: withVisibleDevices("void") } })],
    },
    {
      title: "another variable from a ConfigMap",
      stack: [pod({ containers: { main: { env: [{ name: "DEVICES", valueFrom: ofConfigMap }] } } })],
    },
    {
      title: "a container that requests a GPU",
      stack: [
        job({ ...onGpus(), containers: { main: { ...onGpus().containers.main, ...withVisibleDevices("all") } } }),
      ],
    },
  ],
  failing: [
    {
      title: "a variable that selects all GPUs of the node",
      stack: [deployment({ containers: { main: withVisibleDevices("all") } })],
      message: "containers must not use an environment variable to get accelerators that they do not request: main",
    },
    {
      title: "a sidecar without a request, in a pod that requests a GPU",
      stack: [job({ ...onGpus(), containers: { ...onGpus().containers, sidecar: withVisibleDevices("0") } })],
      message: "containers must not use an environment variable to get accelerators that they do not request: sidecar",
    },
    {
      title: "a variable that selects GPUs from a ConfigMap",
      stack: [pod({ containers: { main: { env: [{ name: "NVIDIA_VISIBLE_DEVICES", valueFrom: ofConfigMap }] } } })],
      message: "containers must not use an environment variable to get accelerators that they do not request: main",
    },
    {
      title: "a variable that selects Neuron devices",
      stack: [pod({ initContainers: { warm: { env: [{ name: "AWS_NEURON_VISIBLE_DEVICES", value: "ALL" }] } } })],
      message: "containers must not use an environment variable to get accelerators that they do not request: warm",
    },
  ],
});
