/** Disabled alerts of the chart, with the reason. Each would fire all the time, or in a normal situation. */
export const disabledAlerts: Readonly<Record<string, string>> = {
  KubeCPUQuotaOvercommit:
    "Quotas are upper limits. Their sum may exceed the current nodes, because nodes are added on demand.",
  KubeMemoryQuotaOvercommit: "As for CPU.",
  KubeCPUOvercommit: "Nodes are added on demand, so the other nodes never have room for the pods of the largest node.",
  KubeMemoryOvercommit: "As for CPU.",
  KubeJobNotCompleted: "It fires after 12 hours. Training takes days, and every Job has a deadline of its own.",
  KubeJobFailed: "It fires until the failed Job is deleted. JobFailed replaces it.",
  KubeClientCertificateExpiration:
    "EKS manages the certificates of its control plane, and clients of the Kubernetes API authenticate with tokens.",
  NodeCPUHighUsage: "Training is supposed to keep its nodes busy.",
  NodeSystemSaturation: "Data loaders of training programs start more processes than the node has cores.",
  NodeMemoryMajorPagesFaults: "Memory-mapped datasets are read by page faults.",
  NodeMemoryHighUtilization: "Pods are packed on nodes. Their limits and the kubelet's evictions protect the node.",
  NodeDiskIOSaturation: "Checkpoints and images are written at the maximum speed of the disk.",
};

/** Days before expiry at which the alert warns. EKS replaces a kubelet's certificate about 5 days before it expires. */
const kubeletCertificateDays = 3;

/** Values of `defaultRules`: alerts that are off, and other thresholds. */
export const silentRules = {
  disabled: Object.fromEntries(Object.keys(disabledAlerts).map((alert) => [alert, true])),
  kubeletServerCertificateExpiration: { warning: kubeletCertificateDays * 24 * 3600, critical: 24 * 3600 },
};
