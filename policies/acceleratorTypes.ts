/** Types of instances with GPUs or AWS's own accelerators, in RE2. */
export const acceleratorTypes = "^(dl|g|gr|inf|p|trn)[0-9]";

/** Keys of taints that keep other pods away: the accelerators' resources. */
export const acceleratorTaints = ["nvidia.com/gpu", "aws.amazon.com/neuron"] as const;
