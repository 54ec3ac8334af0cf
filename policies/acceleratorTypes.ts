/** RE2 pattern of instance types with GPUs or AWS accelerators. */
export const acceleratorTypes = "^(dl|g|gr|inf|p|trn)[0-9]";

/** Taint keys of accelerator nodes: the names of the accelerator resources. */
export const acceleratorTaints = ["nvidia.com/gpu", "aws.amazon.com/neuron"] as const;
