import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InferenceService } from "../../../../components/workloads/inferenceService/inferenceService";
import { readinessJobSpec } from "../../../../components/workloads/inferenceService/readinessJobSpec";
import type { Registration } from "../../../../core/graph/registration";
import { outputOf } from "../../../../sandbox/processes/processExit";
import { root } from "../../../support/plan";
import { withoutPython } from "../../../support/python";
import { all, only, recordComponent } from "../../../support/record";
import { teamWorkspace } from "../../../support/workspace";

const fingerprint = "mlops.platform/fingerprint";

describe("the job that waits for a version", () => {
  it("has a deadline, is restricted, and ends without retries if the pods make no progress", () => {
    const spec = readinessJobSpec({
      image: "mlflow:1",
      labels: { a: "b" },
      deployment: "churn-v3-predictor",
      fingerprint: "0123",
      url: "http://churn-v3-predictor/v2/health/ready",
      podSeconds: 900,
      deadlineSeconds: 1200,
    });
    expect(spec).toMatchObject({
      backoffLimit: 3,
      activeDeadlineSeconds: 1200,
      podFailurePolicy: {
        rules: [{ action: "FailJob", onExitCodes: { containerName: "wait", operator: "In", values: [3] } }],
      },
      template: {
        metadata: { labels: { a: "b" }, annotations: { [fingerprint]: "0123" } },
        spec: {
          restartPolicy: "Never",
          serviceAccountName: "readiness",
          securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } },
        },
      },
    });
    expect(spec).not.toHaveProperty("ttlSecondsAfterFinished");
  });
});

describe("the readiness of an InferenceService", () => {
  const served = (vcpus: number): Promise<Registration[]> =>
    recordComponent(
      () =>
        new InferenceService("churn", {
          workspace: teamWorkspace(),
          model: { format: "sklearn", version: 3 },
          canary: [{ trafficPercent: 20, model: { version: 4 } }],
          resources: { vcpus },
        }),
    );

  it("may read the team's Deployments, and nothing else", async () => {
    const resources = await served(1);
    const ofType = (type: string) => all(resources, type).filter(({ name }) => name.includes("-readiness-"));
    const [role] = ofType("kubernetes:rbac.authorization.k8s.io/v1:Role");
    const [binding] = ofType("kubernetes:rbac.authorization.k8s.io/v1:RoleBinding");
    const [account] = ofType("kubernetes:core/v1:ServiceAccount");
    expect(role?.inputs).toMatchObject({
      metadata: { name: "readiness", namespace: "vision" },
      rules: [{ apiGroups: ["apps"], resources: ["deployments"], verbs: ["get"] }],
    });
    expect(binding?.inputs).toMatchObject({
      roleRef: { kind: "Role", name: "readiness" },
      subjects: [{ kind: "ServiceAccount", name: "readiness", namespace: "vision" }],
    });
    expect(account?.inputs).toMatchObject({
      metadata: { name: "readiness", namespace: "vision" },
      automountServiceAccountToken: false,
    });
    const job = Object(only(resources, "kubernetes:batch/v1:Job", "churn-v3-ready").inputs.spec);
    expect(job.template.spec.serviceAccountName).toBe("readiness");
  });

  it("waits for the fingerprint that the pods of each version get, which changes with their content", async () => {
    const fingerprintsOf = async (vcpus: number) => {
      const resources = await served(vcpus);
      const { spec } = Object(only(resources, "kubernetes:serving.kserve.io/v1beta1:InferenceService").inputs);
      const awaited = all(resources, "kubernetes:batch/v1:Job").map(
        ({ inputs }) => Object(inputs.spec).template.spec.containers[0].args[1],
      );
      const annotations = [spec.predictor, ...spec.canary.map(({ predictor }: { predictor: object }) => predictor)];
      expect(annotations.map((predictor) => predictor.annotations[fingerprint])).toEqual(awaited);
      return awaited;
    };
    const before = await fingerprintsOf(1);
    const after = await fingerprintsOf(2);
    expect(new Set([...before, ...after]).size).toBe(4);
  });
});

/**
 * The script against stand-ins of the Kubernetes API and of the Service. Not proven: TLS, and that KServe copies the
 * annotation to the pods (its source says so).
 */
describe.skipIf(withoutPython())("the script of the job", () => {
  const file = path.join(root, "components/workloads/inferenceService/wait_until_ready.py");
  const wanted = { updatedReplicas: 2, replicas: 2, availableReplicas: 2, observedGeneration: 5 };
  let folder = "";
  let server: Server;
  let deployments: (object | number)[] = [];
  let answers: number[] = [];
  let asked: string[] = [];

  const deployment = (status: object, annotation = "new") => ({
    metadata: { generation: 5 },
    spec: { replicas: 2, template: { metadata: { annotations: { [fingerprint]: annotation } } } },
    status: { ...wanted, ...status },
  });

  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "readiness-"));
    writeFileSync(path.join(folder, "token"), "secret-token");
    writeFileSync(path.join(folder, "namespace"), "vision");
    asked = [];
    server = createServer(({ url = "", headers }, reply) => {
      asked.push(`${url} ${headers.authorization ?? "without a token"}`);
      if (url === "/ready")
        return void reply.writeHead(answers.length > 1 ? (answers.shift() ?? 500) : (answers[0] ?? 500)).end();
      const next = deployments.length > 1 ? deployments.shift() : deployments[0];
      if (typeof next === "number") return void reply.writeHead(next).end();
      return void reply.writeHead(200).end(JSON.stringify(next));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
  });

  afterEach(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  /** Runs the script without pauses. Each look at the clock is a second later than the one before. */
  async function run(podSeconds: number) {
    const address = `http://127.0.0.1:${Object(server.address()).port}`;
    const program = [
      "import itertools, pathlib, runpy, sys, time",
      "time.sleep = lambda _: None",
      "seconds = itertools.count()",
      "time.monotonic = lambda: next(seconds)",
      `main = runpy.run_path("${file}")["main"]`,
      `sys.exit(main("churn", "new", "${address}/ready", "${podSeconds}", "${address}", pathlib.Path("${folder}")))`,
    ].join("\n");
    const { code, stdout, stderr } = await outputOf(spawn("python3", ["-c", program]));
    return { code, lines: stdout.replaceAll(address, "").trim().split("\n"), stderr };
  }

  it("waits until KServe has updated the Deployment, all pods are replaced and the Service answers", async () => {
    deployments = [
      404,
      deployment({}, "old"),
      deployment({ observedGeneration: 4 }),
      deployment({ updatedReplicas: 1, replicas: 3 }),
      deployment({ updatedReplicas: 2, replicas: 3 }),
      deployment({ availableReplicas: 1 }),
      deployment({}),
    ];
    answers = [503, 200];
    expect(await run(900)).toEqual({
      code: 0,
      lines: [
        "Deployment churn: answers 404",
        "Deployment churn: KServe has not updated it yet",
        "Deployment churn: Kubernetes has not observed its update yet",
        "Deployment churn: 1 of 2 pods are updated, 2 available, 2 to be removed",
        "Deployment churn: 2 of 2 pods are updated, 2 available, 1 to be removed",
        "Deployment churn: 2 of 2 pods are updated, 1 available, 0 to be removed",
        "/ready: answers 503",
        "/ready is ready",
      ],
      stderr: "",
    });
    expect(asked.slice(-2)).toEqual([
      "/apis/apps/v1/namespaces/vision/deployments/churn Bearer secret-token",
      "/ready without a token",
    ]);
  });

  it("does not end while pods with the content before answer", async () => {
    deployments = [deployment({ updatedReplicas: 1, replicas: 3, availableReplicas: 2 })];
    answers = [200];
    const { code, lines } = await run(20);
    expect(code).toBe(3);
    expect(lines).toEqual([
      "Deployment churn: 1 of 2 pods are updated, 2 available, 2 to be removed",
      "no progress for 20 seconds",
    ]);
  });
});
