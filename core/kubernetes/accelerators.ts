/** Resources of accelerators as pods ask for them, by the setting of their ceiling. */
export const acceleratorResources = {
  gpus: "nvidia.com/gpu",
  neuronDevices: "aws.amazon.com/neuron",
} as const;

/** Resource of Elastic Fabric Adapters, which AWS's device plugin registers. */
export const fabricResource = "vpc.amazonaws.com/efa";
