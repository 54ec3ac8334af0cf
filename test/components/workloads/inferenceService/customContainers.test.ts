import { describe, expect, it } from "vitest";
import { all, only } from "../../../support/record";
import { type Changes, fourGpus, problemsOf, recorded, specOf } from "./llama";

describe("an InferenceService with a container of the team", () => {
  const custom = {
    model: { version: 1, sizeGibibytes: 110 },
    image: "registry.example/vllm:0.12.0",
    args: ["--model=/mnt/models", "--tensor-parallel-size=4", "--port=8000"],
    port: 8000,
    readyPath: "/health",
    livePath: "/health",
    environment: { HF_HUB_OFFLINE: "1" },
    ...fourGpus,
  };

  it("is a container as KServe expects it, with the model in its folder", async () => {
    const spec = await specOf(custom);
    const { containers, volumes, ...pod } = Object(spec.predictor);
    expect(pod).not.toHaveProperty("model");
    expect(containers).toEqual([
      {
        name: "kserve-container",
        image: "registry.example/vllm:0.12.0",
        args: custom.args,
        env: [
          { name: "STORAGE_URI", value: "s3://mlops-111122223333-us-west-2-artifacts/teams/vision/models/llama/1/" },
          ...["OMP_NUM_THREADS", "RAYON_NUM_THREADS", "TF_NUM_INTEROP_THREADS", "TF_NUM_INTRAOP_THREADS"].map(
            (name) => ({
              name,
              value: "4",
            }),
          ),
          { name: "HOME", value: "/tmp" },
          { name: "MODEL_NAME", value: "llama" },
          { name: "MODEL_PATH", value: "/mnt/models" },
          { name: "MODEL_VERSION", value: "1" },
          { name: "PORT", value: "8000" },
          { name: "HF_HUB_OFFLINE", value: "1" },
        ],
        ports: [{ name: "http", containerPort: 8000, protocol: "TCP" }],
        resources: {
          requests: { cpu: "16", memory: "100Gi", "nvidia.com/gpu": "4", "ephemeral-storage": "110Gi" },
          limits: { cpu: "16", memory: "100Gi", "nvidia.com/gpu": "4" },
        },
        startupProbe: {
          httpGet: { path: "/health", port: 8000 },
          periodSeconds: 5,
          timeoutSeconds: 2,
          failureThreshold: 24,
        },
        readinessProbe: {
          httpGet: { path: "/health", port: 8000 },
          periodSeconds: 5,
          timeoutSeconds: 2,
          failureThreshold: 3,
        },
        livenessProbe: {
          httpGet: { path: "/health", port: 8000 },
          periodSeconds: 10,
          timeoutSeconds: 5,
          failureThreshold: 6,
        },
        lifecycle: { preStop: { sleep: { seconds: 40 } } },
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 1000,
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
          seccompProfile: { type: "RuntimeDefault" },
        },
        volumeMounts: [
          { name: "tmp", mountPath: "/tmp" },
          { name: "shared-memory", mountPath: "/dev/shm" },
        ],
      },
    ]);
    expect(volumes).toEqual([
      { name: "kserve-provision-location", emptyDir: { sizeLimit: "110Gi" } },
      { name: "tmp", emptyDir: { sizeLimit: "1Gi" } },
      { name: "shared-memory", emptyDir: { medium: "Memory", sizeLimit: "25Gi" } },
    ]);
  });

  it("is asked, called and measured on its own port and paths", async () => {
    const resources = await recorded(custom);
    const job = only(resources, "kubernetes:batch/v1:Job").inputs.spec;
    expect(Object(job).template.spec.containers[0].args[2]).toBe("http://llama-v1-predictor/health");
    const own = all(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy").filter(
      ({ name }) => name === "llama-allow-from",
    );
    expect(own.map(({ inputs }) => Object(inputs.spec).ingress[0].ports)).toEqual([[{ protocol: "TCP", port: 8000 }]]);
    const service = only(resources, "kubernetes:serving.kserve.io/v1beta1:InferenceService").inputs.metadata;
    expect(Object(service).annotations).not.toHaveProperty("modelFormat");
  });

  it("has canaries with another image or with other files", async () => {
    const canary = [
      { trafficPercent: 5, model: { version: 2 }, image: "registry.example/vllm:0.13.0" },
      { trafficPercent: 5, model: { version: 3, sizeGibibytes: 70 } },
    ];
    const resources = { vcpus: 4, memoryGibibytes: 16 };
    const spec = await specOf({ ...custom, resources, canary, acceleratorCount: 1, args: [] });
    const uri = (version: number) => ({ value: expect.stringMatching(new RegExp(`/models/llama/${version}/$`)) });
    expect(spec.canary).toMatchObject([
      {
        predictor: {
          name: "v2",
          containers: [{ image: canary[0]?.image, env: expect.arrayContaining([expect.objectContaining(uri(2))]) }],
        },
      },
      {
        predictor: {
          name: "v3",
          containers: [{ image: custom.image, env: expect.arrayContaining([expect.objectContaining(uri(3))]) }],
          volumes: [{ emptyDir: { sizeLimit: "70Gi" } }, {}],
        },
      },
    ]);
  });

  it("needs no shared memory with one GPU, and none of the accelerator's rules of runtimes", async () => {
    const { volumes } = Object((await specOf({ ...custom, acceleratorCount: 1 })).predictor);
    expect(volumes.map(({ name }: { name: string }) => name)).toEqual(["kserve-provision-location", "tmp"]);
  });

  it("refuses what only one of both has, all at once", async () => {
    const { model, image } = custom;
    expect(await problemsOf({ model })).toEqual([
      "model.format: must be set, because there is no image; use sklearn, xgboost, lightgbm or huggingface, or set image for a server of your own",
    ]);
    expect(await problemsOf({ model: { ...model, format: "sklearn" }, image })).toEqual([
      "image: must not be set with model.format: the runtime of the format has its own image; remove image, or remove model.format",
    ]);
    const runtime = {
      model: { format: "sklearn", version: 1 },
      command: ["serve"],
      port: 8000,
      readyPath: "/a",
      livePath: "/b",
    } as const;
    expect(await problemsOf(runtime)).toEqual(
      ["command", "port", "readyPath", "livePath"].map(
        (name) =>
          `${name}: must not be set without image: the runtime of the format decides it; remove ${name}, or set image`,
      ),
    );
    const other = { trafficPercent: 1, model: { version: 2 }, image };
    expect(await problemsOf({ model: { format: "sklearn", version: 1 }, canary: [other] })).toEqual([
      "canary[0].image: must not be set without image: the stable version and its canaries have servers of one kind; remove it, or set image for the stable version",
    ]);
    const format = { trafficPercent: 1, model: { version: 2, format: "sklearn" as const } };
    expect(await problemsOf({ model, image, canary: [format] })).toEqual([
      "canary[0].model.format: must not be set with image: the server is a container of the team; remove it",
    ]);
  });

  it.each<[string, Partial<Changes>, string]>([
    [
      "a port of root",
      { port: 80 },
      "port: must be a whole number from 1024 to 65535; use a whole number from 1024 to 65535, such as 8000",
    ],
    [
      "a path without /",
      { readyPath: "health" },
      'readyPath: must be a path that begins with /; write a path such as "/health"',
    ],
    [
      "an image that may be another tomorrow",
      { image: "registry.example/vllm:latest" },
      "image: must name a version: latest may be another image tomorrow; name a version, such as repository:1.4.0, or a digest, repository@sha256:…",
    ],
    [
      "a variable of the platform",
      { environment: { PORT: "1" } },
      "environment.PORT: must not be set: the platform sets it; remove it",
    ],
    [
      "a variable of KServe",
      { environment: { STORAGE_URI: "s3://other" } },
      "environment.STORAGE_URI: must not be set: the platform sets it; remove it",
    ],
    [
      "a variable from two places",
      { environment: { KEY: "1" }, secrets: { KEY: { secret: "keys", key: "api" } } },
      "secrets.KEY: must be in environment or in secrets, not in both; remove it from one of them",
    ],
  ])("refuses %s", async (_, changes, expected) => {
    expect(await problemsOf({ ...custom, ...changes })).toEqual([expected]);
  });

  it("waits again if its server changes, and not if its share of requests does", async () => {
    const fingerprint = async (changes: Partial<Changes>) =>
      Object(only(await recorded({ ...custom, ...changes }), "kubernetes:batch/v1:Job", "llama-v1-ready").inputs.spec)
        .template.metadata.annotations;
    const before = await fingerprint({});
    expect(before).toMatchObject({ "mlops.platform/fingerprint": expect.stringMatching(/^\w{16}$/) });
    expect(await fingerprint({ replicas: { minimum: 1, maximum: 2 } })).toEqual(before);
    for (const changes of [
      { image: "registry.example/vllm:0.13.0" },
      { environment: {} },
      { args: [] },
      { livePath: "/live" },
      { requestSeconds: 90 },
      { acceleratorCount: 2 },
    ]) {
      expect(await fingerprint(changes), JSON.stringify(changes)).not.toEqual(before);
    }
  });
});
