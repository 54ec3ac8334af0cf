import { serviceFacts } from "../../../core/services/serviceFacts";
import { agentsNamespace, ports } from "../endpoints";

export const facts = serviceFacts({
  title: "node exporter, DCGM exporter",
  purpose: "metrics of nodes, and of NVIDIA GPUs if a pool has them",
  namespace: agentsNamespace,
  charts: {
    "dcgm-exporter": {
      chart: "dcgm-exporter",
      repository: "https://nvidia.github.io/dcgm-exporter/helm-charts",
      version: "4.8.2",
      source: "https://github.com/NVIDIA/dcgm-exporter tag 4.5.3-4.8.2, commit 691c92762eb5, 2026-05-06",
      verified: true,
      images: ["nvcr.io/nvidia/k8s/dcgm-exporter:4.5.3-4.8.2-distroless"],
      crds: [],
      checked: "2026-11-24",
      kubernetes: { oldest: "1.34", newest: "1.36" },
      billed: "nothing",
    },
  },
  kinds: [],
  // Network policies do not apply to agents in the host network.
  allowedTraffic: { metrics: [ports.dcgmExporter] },
  exemptions: [
    {
      rules: ["no-host-namespaces", "no-host-paths"],
      namespace: "node-agents-system",
      name: "kube-prometheus-stack-prometheus-node-exporter",
      reason: "it measures the node: network, processes, and disks, which are mounted read-only",
    },
    {
      rules: ["no-host-paths", "runs-as-non-root", "capabilities-dropped"],
      namespace: "node-agents-system",
      name: "dcgm-exporter",
      reason:
        "the socket of the kubelet that maps GPUs to pods is in a folder of root, and reading profiling counters of a GPU needs SYS_ADMIN",
    },
  ],
  standIns: () => import("./standIn").then(({ standIns }) => standIns),
});
