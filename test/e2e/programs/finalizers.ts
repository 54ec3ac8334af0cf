import * as k8s from "@pulumi/kubernetes";
import type { Cluster } from "../../../components/cluster/cluster";
import type { Compute } from "../../../components/compute/compute";
import { networkLoadBalancerClass } from "../../../components/loadBalancerController/loadBalancerController";
import type { MlPlatform } from "../../../components/platform/platform";
import { onSystemNodes } from "../../../core/kubernetes/scheduling";

/**
 * Objects of teams whose deletion needs a controller: a load balancer, a volume, a GPU node in use. The program of
 * `lifecycle.e2e.ts` creates them before it is destroyed.
 */
export function finalizers({ cluster, compute, services }: MlPlatform): void {
  const inCluster = { provider: cluster.kubernetes, dependsOn: [...cluster.ready] };

  new k8s.core.v1.Service(
    "finalizers-front",
    {
      metadata: { name: "front", namespace: "default" },
      spec: {
        type: "LoadBalancer",
        loadBalancerClass: networkLoadBalancerClass,
        selector: { app: "front" },
        ports: [{ port: 80 }],
      },
    },
    { ...inCluster, dependsOn: [...services.loadBalancerController.ready] },
  );

  const claim = new k8s.core.v1.PersistentVolumeClaim(
    "finalizers-claim",
    {
      metadata: { name: "store", namespace: "default" },
      spec: { storageClassName: "gp3", accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
    },
    { ...inCluster, dependsOn: [cluster] },
  );
  new k8s.apps.v1.Deployment(
    "finalizers-store",
    deployment("default", "store", {
      ...onSystemNodes,
      volumes: [{ name: "store", persistentVolumeClaim: { claimName: claim.metadata.name } }],
    }),
    { ...inCluster, dependsOn: [claim] },
  );

  gpuAtWork(cluster, compute);
}

/** Creates a pod that occupies a GPU node. */
export function gpuAtWork(cluster: Cluster, compute: Compute): void {
  const limits = { "nvidia.com/gpu": "1", cpu: "1", memory: "1Gi" };
  new k8s.apps.v1.Deployment(
    "finalizers-serving",
    deployment("default", "serving", {
      nodeSelector: { "mlops.platform/pool": "gpu-l4" },
      tolerations: [{ key: "nvidia.com/gpu", operator: "Exists" }],
      containers: [{ name: "main", image: "registry.example/serving:1", resources: { limits, requests: limits } }],
    }),
    { provider: cluster.kubernetes, dependsOn: [...cluster.ready, compute] },
  );
}

function deployment(namespace: string, name: string, pod: object): k8s.apps.v1.DeploymentArgs {
  const labels = { app: name };
  return {
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: "main", image: `registry.example/${name}:1` }], ...pod },
      },
    },
  };
}
