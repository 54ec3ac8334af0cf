/** Names of accelerator resources in pod requests, by the name of the setting that limits them. */
export const acceleratorResources = {
  gpus: "nvidia.com/gpu",
  neuronDevices: "aws.amazon.com/neuron",
} as const;

/** Name of the Elastic Fabric Adapter resource, which AWS's device plugin registers. */
export const fabricResource = "vpc.amazonaws.com/efa";
