import { pinnedImage } from "../../kubernetes/image";
import type { Mirror } from "../../kubernetes/mirror";
import { restrictedContainer, restrictedPod } from "../../kubernetes/restrictedPod";
import { terminationGraceSeconds, torchTimeouts } from "./torchTimeouts";
import { trainerJob } from "./trainingRuntimeNames";

/**
 * Restarts of a job after failures of the program: Kubernetes' default for a Job. Restarts after a lost node do not
 * count.
 */
const maxRestarts = 6;

/** User ID of every program, whatever user its image sets. */
const user = 1000;

/** Label by which Trainer finds the job that the `trainer` of a TrainJob configures. */
const ancestorLabel = "trainer.kubeflow.org/trainjob-ancestor-step";

/** Labels that JobSet sets on pods. */
const jobSetLabel = "jobset.sigs.k8s.io/jobset-name";
const replicatedJobLabel = "jobset.sigs.k8s.io/replicatedjob-name";

/**
 * Returns the spec of the PyTorch runtime. torchrun finds its peers by `PET_…` variables, which Trainer sets if the
 * TrainJob has a `trainer`, even an empty one.
 */
export function torchRuntimeSpec(mirror: Mirror) {
  return {
    mlPolicy: { numNodes: 1, torch: {} },
    template: jobSet(pinnedImage(mirror, "pytorch")),
  };
}

/** Returns the spec of the plain runtime. A program finds its index among its peers in `JOB_COMPLETION_INDEX`. */
export function plainRuntimeSpec(mirror: Mirror) {
  return {
    mlPolicy: { numNodes: 1 },
    template: jobSet(pinnedImage(mirror, "python")),
  };
}

/**
 * After a failure, JobSet replaces all pods together, and they continue from the last checkpoint: the peers of a lost
 * pod hang or fail, and a single new pod cannot rejoin them. So a Job has no retries of its own. A pod with the
 * condition `DisruptionTarget` was evicted, and the restart after it does not count.
 *
 * No `ttlSecondsAfterFinished` is set: the jobs stay, with their logs, until the program deletes them.
 */
function jobSet(image: string) {
  return {
    spec: {
      failurePolicy: {
        maxRestarts,
        restartStrategy: "BlockingRecreate",
        rules: [
          {
            name: "disrupted",
            action: "RestartJobSetAndIgnoreMaxRestarts",
            onJobFailureReasons: ["PodFailurePolicy"],
          },
        ],
      },
      replicatedJobs: [
        {
          name: trainerJob.job,
          template: {
            metadata: { labels: { [ancestorLabel]: "trainer" } },
            spec: {
              backoffLimit: 0,
              podFailurePolicy: {
                rules: [{ action: "FailJob", onPodConditions: [{ type: "DisruptionTarget", status: "True" }] }],
              },
              template: {
                metadata: { annotations: withoutVoluntaryEviction },
                spec: podSpec(image),
              },
            },
          },
        },
      ],
    },
  };
}

/** Keeps node autoscalers from removing a node with a running job. */
const withoutVoluntaryEviction = {
  "karpenter.sh/do-not-disrupt": "true",
  "cluster-autoscaler.kubernetes.io/safe-to-evict": "false",
};

/**
 * Prefers one zone, because traffic between zones is charged and slower. If one zone lacks capacity, several are used.
 */
const inOneZone = {
  podAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [
      {
        weight: 100,
        podAffinityTerm: {
          topologyKey: "topology.kubernetes.io/zone",
          labelSelector: { matchLabels: { [replicatedJobLabel]: trainerJob.job } },
          matchLabelKeys: [jobSetLabel],
        },
      },
    ],
  },
};

/** Returns a pod that meets the standard `restricted` with any image. Each TrainJob sets its own sizes. */
function podSpec(image: string) {
  const restricted = restrictedPod(user);
  return {
    affinity: inOneZone,
    restartPolicy: "Never",
    terminationGracePeriodSeconds: terminationGraceSeconds,
    ...restricted,
    // Otherwise the kubelet changes the owner of every file of a volume on each start.
    securityContext: { ...restricted.securityContext, fsGroupChangePolicy: "OnRootMismatch" },
    containers: [
      {
        name: trainerJob.container,
        image,
        // The image has no entry for the user ID. Without these variables, the user has no home folder and no name,
        // which PyTorch's compiler looks up.
        env: [
          { name: "HOME", value: "/tmp" },
          { name: "USER", value: "trainer" },
          // Each TrainJob has its own deadline, so the runtime cannot set the time to wait for peers.
          ...Object.entries(torchTimeouts()).map(([name, value]) => ({ name, value })),
        ],
        securityContext: restrictedContainer,
        volumeMounts: [
          { name: "tmp", mountPath: "/tmp" },
          { name: "shared-memory", mountPath: "/dev/shm" },
        ],
      },
    ],
    volumes: [
      { name: "tmp", emptyDir: {} },
      // Limited only by the pod's memory, which it counts towards. The default of containerd is 64 MiB.
      { name: "shared-memory", emptyDir: { medium: "Memory" } },
    ],
  };
}
