import { describe, expect, it } from "vitest";
import { only } from "../../../support/record";
import { type Changes, fourGpus, problemsOf, recorded, specOf } from "./llama";

describe("an InferenceService with the runtime of Hugging Face", () => {
  const model = { format: "huggingface", version: 1, sizeGibibytes: 110 } as const;

  it("splits a large language model over the GPUs of its pod", async () => {
    const spec = await specOf({ model, ...fourGpus, loadSeconds: 900, requestSeconds: 600 });
    expect(spec).toMatchObject({
      predictor: {
        timeout: 600,
        terminationGracePeriodSeconds: 610,
        model: {
          runtime: "kserve-huggingfaceserver",
          args: ["--tensor-parallel-size=4"],
          resources: {
            requests: { "nvidia.com/gpu": "4", "ephemeral-storage": "110Gi" },
            limits: { "nvidia.com/gpu": "4", cpu: "16", memory: "100Gi" },
          },
          volumeMounts: [{ name: "devshm", mountPath: "/dev/shm" }],
        },
        volumes: [
          { name: "kserve-provision-location", emptyDir: { sizeLimit: "110Gi" } },
          { name: "devshm", emptyDir: { medium: "Memory", sizeLimit: "25Gi" } },
        ],
      },
    });
    // Four processes share 16 CPUs.
    expect(Object(spec.predictor).model.env).toContainEqual({ name: "OMP_NUM_THREADS", value: "4" });
  });

  it("answers the OpenAI API at the gateway and inside the cluster", async () => {
    const outputs = async (changes: Changes) =>
      only(await recorded(changes), "mlops:index:InferenceService").outputs ?? {};
    expect(await outputs({ model })).toMatchObject({
      openAiUrl: "https://llama-vision.models.internal/openai/v1",
      url: "http://llama-v1-predictor.vision.svc",
    });
    expect((await outputs({ model, allowFrom: { gateway: false } })).openAiUrl).toBeUndefined();
    expect((await outputs({ model: { format: "sklearn", version: 1 } })).openAiUrl).toBeUndefined();
  });

  it("passes the team's arguments last, because the last one counts", async () => {
    const args = ["--max_model_len=8192", "--pipeline-parallel-size=2"];
    expect(await specOf({ model, ...fourGpus, args })).toMatchObject({
      predictor: { model: { args: ["--tensor-parallel-size=2", ...args] } },
    });
  });

  it("refuses arguments that leave GPUs of the pod unused", async () => {
    expect(await problemsOf({ model, ...fourGpus, args: ["--tensor-parallel-size=2"] })).toEqual([
      "args: must use the accelerators of a pod, 4: --tensor-parallel-size=2 uses 2; remove --tensor-parallel-size=2: the platform sets --tensor-parallel-size, or set acceleratorCount to 2",
    ]);
  });

  it("refuses an accelerator that the runtime of another format would not use, for canaries too", async () => {
    const canary = [{ trafficPercent: 5, model: { version: 2, format: "sklearn" as const } }];
    expect(await problemsOf({ model, ...fourGpus, canary })).toContain(
      "accelerator: must not be set: the runtime of format sklearn uses no accelerator; remove accelerator, or use image or a ModelService with a server that uses it",
    );
  });
});

describe("an InferenceService with a runtime on CPUs", () => {
  it.each([
    ["sklearn", undefined],
    ["xgboost", ["--nthread=4", "--model_name=other"]],
    ["lightgbm", ["--nthread=4", "--model_name=other"]],
  ] as const)("of %s uses the CPUs of its pod", async (format, args) => {
    const spec = await specOf({
      model: { format, version: 1 },
      resources: { vcpus: 4.5 },
      ...(args && { args: ["--model_name=other"] }),
    });
    const { model } = Object(spec.predictor);
    expect(model.args).toEqual(args);
    expect(model.env).toContainEqual({ name: "OMP_NUM_THREADS", value: "4" });
    expect(model).not.toHaveProperty("volumeMounts");
  });

  it("gets the team's variables and Secrets, and its own limits of threads", async () => {
    const spec = await specOf({
      model: { format: "sklearn", version: 1 },
      environment: { OMP_NUM_THREADS: "2", LOG_LEVEL: "debug" },
      secrets: { API_KEY: { secret: "keys", key: "api" } },
    });
    const { env } = Object(spec.predictor).model;
    expect(env).toEqual([
      { name: "RAYON_NUM_THREADS", value: "1" },
      { name: "TF_NUM_INTEROP_THREADS", value: "1" },
      { name: "TF_NUM_INTRAOP_THREADS", value: "1" },
      { name: "OMP_NUM_THREADS", value: "2" },
      { name: "LOG_LEVEL", value: "debug" },
      { name: "API_KEY", valueFrom: { secretKeyRef: { name: "keys", key: "api" } } },
    ]);
  });
});
