import { describe, expect, it } from "vitest";
import { trainerJob } from "../../../../components/kubeflow/trainer/trainingRuntimeNames";
import { plainRuntimeSpec, torchRuntimeSpec } from "../../../../components/kubeflow/trainer/trainingRuntimeSpecs";
import { TrainingRuntimes } from "../../../../components/kubeflow/trainer/trainingRuntimes";
import { all, only, recordComponent } from "../../../support/record";

const runtimeType = "kubernetes:trainer.kubeflow.org/v1alpha1:ClusterTrainingRuntime";

function runtimes() {
  return recordComponent(() => new TrainingRuntimes("r", { mirror: {} }));
}

const specs = [
  { runtime: "torch", spec: torchRuntimeSpec({}) },
  { runtime: "plain", spec: plainRuntimeSpec({}) },
];

function jobOf({ template }: (typeof specs)[number]["spec"]) {
  const [job, ...others] = template.spec.replicatedJobs;
  if (!job || others.length > 0) throw new Error(`${others.length + 1} replicated jobs`);
  return job;
}

describe("TrainingRuntimes", () => {
  it("are two cluster-wide runtimes with the names that TrainJobs use", async () => {
    const resources = await runtimes();
    expect(all(resources, runtimeType).map(({ inputs }) => inputs.metadata)).toEqual([
      { name: "plain", labels: { "trainer.kubeflow.org/framework": "plain" } },
      { name: "torch-distributed", labels: { "trainer.kubeflow.org/framework": "torch" } },
    ]);
    expect(only(resources, runtimeType, "r-torch").inputs.spec).toEqual(torchRuntimeSpec({}));
    expect(only(resources, runtimeType, "r-plain").inputs.spec).toEqual(plainRuntimeSpec({}));
  });

  it("are replaced if an immutable field changes", async () => {
    const { options } = only(await runtimes(), runtimeType, "r-torch");
    expect(options.replaceOnChanges).toEqual(["spec.template.spec.failurePolicy"]);
  });
});

describe("specs of runtimes", () => {
  it("differ in the configuration of peers, and in the default image", () => {
    expect(torchRuntimeSpec({}).mlPolicy).toEqual({ numNodes: 1, torch: {} });
    expect(plainRuntimeSpec({}).mlPolicy).toEqual({ numNodes: 1 });
    const images = [torchRuntimeSpec, plainRuntimeSpec].map(
      (spec) => jobOf(spec({ images: "registry.example" })).template.spec.template.spec.containers[0]?.image,
    );
    expect(images).toEqual([
      "registry.example/docker.io/pytorch/pytorch:2.13.0-cuda13.0-cudnn9-runtime",
      "registry.example/public.ecr.aws/docker/library/python:3.13.9-slim-bookworm",
    ]);
  });

  it.each(specs)("$runtime: has the job and the container that Trainer looks for", ({ spec }) => {
    const job = jobOf(spec);
    expect(job.name).toBe(trainerJob.job);
    expect(job.template.metadata.labels).toEqual({ "trainer.kubeflow.org/trainjob-ancestor-step": "trainer" });
    expect(job.template.spec.template.spec.containers.map(({ name }) => name)).toEqual([trainerJob.container]);
  });

  it.each(specs)("$runtime: restarts the whole job, and does not count lost nodes", ({ spec }) => {
    const { backoffLimit, podFailurePolicy, template } = jobOf(spec).template.spec;
    expect(spec.template.spec.failurePolicy).toEqual({
      maxRestarts: 6,
      restartStrategy: "BlockingRecreate",
      rules: [
        { name: "disrupted", action: "RestartJobSetAndIgnoreMaxRestarts", onJobFailureReasons: ["PodFailurePolicy"] },
      ],
    });
    expect(backoffLimit).toBe(0);
    expect(podFailurePolicy.rules).toEqual([
      { action: "FailJob", onPodConditions: [{ type: "DisruptionTarget", status: "True" }] },
    ]);
    // Required by the policy for failed pods, and within the two minutes' notice of EC2.
    expect(template.spec.restartPolicy).toBe("Never");
    expect(template.spec.terminationGracePeriodSeconds).toBeLessThan(120);
    expect(template.metadata.annotations).toMatchObject({ "karpenter.sh/do-not-disrupt": "true" });
  });

  it.each(specs)("$runtime: keeps completed jobs", ({ spec }) => {
    expect(JSON.stringify(spec)).not.toContain("ttlSecondsAfterFinished");
  });

  it.each(specs)("$runtime: has restricted pods with writable folders", ({ spec }) => {
    const pod = jobOf(spec).template.spec.template.spec;
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 1000,
      seccompProfile: { type: "RuntimeDefault" },
    });
    expect(pod.automountServiceAccountToken).toBe(false);
    // torchrun gives its workers 30 seconds by default, whatever the pod's grace period is.
    expect(pod.containers[0]?.env).toContainEqual({ name: "TORCH_ELASTIC_SHUTDOWN_TIMEOUT", value: "100" });
    expect(pod.containers[0]).toMatchObject({
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      },
      volumeMounts: [
        { name: "tmp", mountPath: "/tmp" },
        { name: "shared-memory", mountPath: "/dev/shm" },
      ],
    });
    expect(pod.volumes).toEqual([
      { name: "tmp", emptyDir: {} },
      { name: "shared-memory", emptyDir: { medium: "Memory" } },
    ]);
  });

  it.each(specs)(
    "$runtime: would rather have a job's pods in one zone, and those of other jobs anywhere",
    ({ spec }) => {
      expect(jobOf(spec).template.spec.template.spec.affinity).toEqual({
        podAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            {
              weight: 100,
              podAffinityTerm: {
                topologyKey: "topology.kubernetes.io/zone",
                labelSelector: { matchLabels: { "jobset.sigs.k8s.io/replicatedjob-name": "node" } },
                matchLabelKeys: ["jobset.sigs.k8s.io/jobset-name"],
              },
            },
          ],
        },
      });
    },
  );
});
