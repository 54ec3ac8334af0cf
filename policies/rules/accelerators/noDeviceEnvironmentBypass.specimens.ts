import { specimens } from "../../specimen";
import { deployment, job, onGpus, pod } from "../../specimens/pods";
import { rule } from "./noDeviceEnvironmentBypass";

const seeing = (devices: string) => ({ env: [{ name: "NVIDIA_VISIBLE_DEVICES", value: devices }] });

const ofConfigMap = { configMapKeyRef: { name: "settings", key: "devices" } };

export default specimens(rule, {
  passing: [
    { of: "a container that sees none", stack: [pod({ containers: { main: seeing("void") } })] },
    {
      of: "another variable out of a ConfigMap",
      stack: [pod({ containers: { main: { env: [{ name: "DEVICES", valueFrom: ofConfigMap }] } } })],
    },
    {
      of: "a container that asks for one",
      stack: [job({ ...onGpus(), containers: { main: { ...onGpus().containers.main, ...seeing("all") } } })],
    },
  ],
  failing: [
    {
      of: "all GPUs of the node",
      stack: [deployment({ containers: { main: seeing("all") } })],
      says: "containers reach for accelerators that they do not ask for: main",
    },
    {
      of: "a sidecar of a pod that asks for one",
      stack: [job({ ...onGpus(), containers: { ...onGpus().containers, sidecar: seeing("0") } })],
      says: "containers reach for accelerators that they do not ask for: sidecar",
    },
    {
      of: "GPUs that a ConfigMap names",
      stack: [pod({ containers: { main: { env: [{ name: "NVIDIA_VISIBLE_DEVICES", valueFrom: ofConfigMap }] } } })],
      says: "containers reach for accelerators that they do not ask for: main",
    },
    {
      of: "Neuron devices",
      stack: [pod({ initContainers: { warm: { env: [{ name: "AWS_NEURON_VISIBLE_DEVICES", value: "ALL" }] } } })],
      says: "containers reach for accelerators that they do not ask for: warm",
    },
  ],
});
