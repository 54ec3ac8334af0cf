/** Why alerts of the chart are off: each would fire for ever, or for what is as it should be. */
export const disabledAlerts: Readonly<Record<string, string>> = {
  KubeCPUQuotaOvercommit:
    "Quotas are ceilings over a cluster that grows: their sum is more than the nodes of any moment.",
  KubeMemoryQuotaOvercommit: "As for CPU.",
  KubeCPUOvercommit: "Nodes come as pods ask for them: what the largest node carries always fits on no other.",
  KubeMemoryOvercommit: "As for CPU.",
  KubeJobNotCompleted: "It fires after 12 hours. Training takes days, and every Job has a deadline of its own.",
  KubeJobFailed: "It fires until the failed Job is deleted. JobFailed takes its place.",
  KubeClientCertificateExpiration:
    "EKS looks after the certificates of its control plane, and those who ask it for something show tokens.",
  NodeCPUHighUsage: "A busy node is what training pays for.",
  NodeSystemSaturation: "Loaders of data keep more processes ready than there are cores.",
  NodeMemoryMajorPagesFaults: "Datasets that are mapped into memory are read by page faults.",
  NodeMemoryHighUtilization:
    "Pods fill nodes on purpose. Their limits, and the kubelet's evictions, keep the node alive.",
  NodeDiskIOSaturation: "Checkpoints and images are written as fast as the disk takes them.",
};

/** Days before which EKS has replaced a kubelet's certificate: one of 45 days is replaced some 5 days before its end. */
const kubeletCertificateDays = 3;

/** What the chart's own alerts leave out: values of `defaultRules`. */
export const silentRules = {
  disabled: Object.fromEntries(Object.keys(disabledAlerts).map((alert) => [alert, true])),
  kubeletServerCertificateExpiration: { warning: kubeletCertificateDays * 24 * 3600, critical: 24 * 3600 },
};
