/** Resources of accelerators as pods ask for them, by the setting of their ceiling. */
export const acceleratorResources = {
  gpus: "nvidia.com/gpu",
  neuronDevices: "aws.amazon.com/neuron",
} as const;
