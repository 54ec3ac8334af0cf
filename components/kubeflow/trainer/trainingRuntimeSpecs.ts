import { pinnedImage } from "../../kubernetes/image";
import type { Mirror } from "../../kubernetes/mirror";
import { restrictedContainer, restrictedPod } from "../../kubernetes/restrictedPod";
import { trainerJob } from "./trainingRuntimeNames";

/**
 * Restarts of a whole job after failures of its own: as many as Kubernetes gives a plain Job. A node that is taken away
 * costs none.
 */
const maxRestarts = 6;

/** Seconds from SIGTERM to SIGKILL: EC2 announces the end of a spot instance two minutes ahead. */
const terminationGraceSeconds = 110;

/** Number of the user of a program whose image names none, or root. */
const user = 1000;

/** Label by which Trainer finds the job that a TrainJob's `trainer` is about. */
const ancestorLabel = "trainer.kubeflow.org/trainjob-ancestor-step";

/** JobSet's labels of its pods. */
const jobSetLabel = "jobset.sigs.k8s.io/jobset-name";
const replicatedJobLabel = "jobset.sigs.k8s.io/replicatedjob-name";

/**
 * PyTorch by torchrun, which learns of its peers by `PET_…` variables. Trainer sets them where the TrainJob has a
 * `trainer`, be it an empty one.
 */
export function torchRuntimeSpec(mirror: Mirror) {
  return {
    mlPolicy: { numNodes: 1, torch: {} },
    template: jobSet(pinnedImage(mirror, "pytorch")),
  };
}

/** A program that finds its peers by itself, or has none: `JOB_COMPLETION_INDEX` is which of them it is. */
export function plainRuntimeSpec(mirror: Mirror) {
  return {
    mlPolicy: { numNodes: 1 },
    template: jobSet(pinnedImage(mirror, "python")),
  };
}

/**
 * All pods of a job start anew together, from their last checkpoint, once the old ones are gone: the peers of a lost pod
 * hang or fail, and one pod by itself is none that they would take back. Hence no retry within the Job. What
 * tells a lost node from a failure is that the pod was told to go: that restart is not counted.
 *
 * No time to live: what the program declares stays, with its logs, until the program takes it away.
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
                metadata: { annotations: notForSaving },
                spec: podSpec(image),
              },
            },
          },
        },
      ],
    },
  };
}

/** What scales nodes takes away none on which it would cut off a job, to save money. */
const notForSaving = {
  "karpenter.sh/do-not-disrupt": "true",
  "cluster-autoscaler.kubernetes.io/safe-to-evict": "false",
};

/** Gradients between zones cost money and time; where one zone has too few nodes, it is several. */
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

/** As the standard `restricted` wants it, whatever image comes in. Sizes are each TrainJob's. */
function podSpec(image: string) {
  const restricted = restrictedPod(user);
  return {
    affinity: inOneZone,
    restartPolicy: "Never",
    terminationGracePeriodSeconds: terminationGraceSeconds,
    ...restricted,
    // A volume of many files would be walked through with every start.
    securityContext: { ...restricted.securityContext, fsGroupChangePolicy: "OnRootMismatch" },
    containers: [
      {
        name: trainerJob.container,
        image,
        // The user has no entry in the image: neither a home, nor a name, which PyTorch's compiler looks up.
        env: [
          { name: "HOME", value: "/tmp" },
          { name: "USER", value: "trainer" },
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
      // Without a limit of its own it may have the pod's memory, and counts as such. Containerd's own has 64 MiB.
      { name: "shared-memory", emptyDir: { medium: "Memory" } },
    ],
  };
}
