import { appendFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Sandbox } from "../../sandbox/sandbox";
import { type Outcome, run } from "./support/operations";
import { newSandbox, report, start } from "./support/sandbox";

/**
 * The policy pack in Pulumi's engine.
 *
 * Not tested: that Pulumi's language host runs the pack as the sandbox's host does.
 */
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = newSandbox();
  await start(sandbox);
});

afterAll(() => sandbox.erase());

/** Runs a command with the policy pack. @param pack Folder of the pack, or an executable. */
function judged(command: "preview" | "up", pack = "policies"): Promise<Outcome> {
  return run(sandbox, command, { args: ["--policy-pack", path.join(sandbox.options.root, pack)] });
}

const policyEvent = z.looseObject({
  policyEvent: z.object({
    policyName: z.string(),
    enforcementLevel: z.string(),
    message: z.string(),
    resourceUrn: z.string().optional(),
  }),
});

/** Returns the violations of mandatory policies, with the name of the resource. */
function refusals({ output }: Outcome): { policy: string; resource: string; message: string }[] {
  return output.split("\n").flatMap((line) => {
    const { data } = policyEvent.safeParse(line.startsWith("{") ? JSON.parse(line) : undefined);
    if (data?.policyEvent.enforcementLevel !== "mandatory") return [];
    const { policyName, resourceUrn = "", message } = data.policyEvent;
    return [{ policy: policyName, resource: resourceUrn.split("::").at(-1) ?? "", message }];
  });
}

const program = () => path.join(sandbox.options.root, "index.ts");

/** A privileged pod in a team's namespace. */
const privilegedPod = `
import * as k8s from "@pulumi/kubernetes";

new k8s.core.v1.Pod(
  "intruder",
  {
    metadata: { name: "intruder", namespace: "vision" },
    spec: {
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } },
      containers: [
        {
          name: "main",
          image: "111122223333.dkr.ecr.us-west-2.amazonaws.com/mlops-dev/trainer:1.0.0",
          securityContext: { privileged: true, capabilities: { drop: ["ALL"] } },
        },
      ],
    },
  },
  { provider: platform.cluster.kubernetes },
);
`;

/** A policy that allows all actions on a bucket whose name only AWS knows. */
const wildcardPolicy = `
import * as aws from "@pulumi/aws";

const provider = new aws.Provider("aws", {
  region: "us-west-2",
  defaultTags: { tags: { platform: "mlops-dev", environment: "dev", "managed-by": "pulumi", owner: "ml-platform", "cost-center": "1234" } },
});
const trust = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
};
const role = new aws.iam.Role("role", { assumeRolePolicy: JSON.stringify(trust) }, { provider });
const queue = new aws.sqs.Queue("queue", { sqsManagedSseEnabled: true }, { provider });
new aws.iam.RolePolicy(
  "everything",
  {
    role: role.name,
    policy: queue.arn.apply((arn) =>
      JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sqs:*", Resource: arn }] }),
    ),
  },
  { provider },
);
`;

describe("the policy pack under Pulumi's engine", () => {
  it("accepts the platform's own preview, and counts the checks that it leaves to later gates", async () => {
    const preview = await judged("preview");
    const { code, errors, output, seconds } = preview;
    expect(refusals(preview)).toEqual([]);
    expect(errors).toEqual([]);
    expect(code, output.replace(/^\{.*$/gm, "")).toBe(0);
    expect(output).toMatch(
      /Verdicts deferred to a later gate: \d+ \(up: \d+, admission: \d+\)\. Resources whose objects the cluster judges: \d+/,
    );
    report("preview under the pack", { seconds });
  });

  it("rejects a program that violates a mandatory rule, with rule, resource and fix", async () => {
    appendFileSync(program(), privilegedPod);
    const preview = await judged("preview");
    expect(preview.code).not.toBe(0);
    expect(refusals(preview)).toContainEqual({
      policy: "no-privileged-containers",
      resource: "intruder",
      message: expect.stringContaining(
        "containers must not run privileged: main. Fix: remove securityContext.privileged",
      ),
    });
  });

  it("reports an unknown document as left to up, and rejects it there before its creation", async () => {
    writeFileSync(program(), wildcardPolicy);
    const preview = await judged("preview");
    expect(refusals(preview)).toEqual([]);
    expect(preview.errors).toEqual([]);
    expect(preview.code).toBe(0);
    expect(preview.output).toMatch(/iam-no-wildcard-actions[a-z, -]* judged at up: policy is not known yet/);
    const up = await judged("up", "policies/main.cjs");
    expect(up.code).not.toBe(0);
    expect(refusals(up).map(({ policy, resource }) => [policy, resource])).toEqual([
      ["iam-no-wildcard-actions", "everything"],
    ]);
    const made = (await sandbox.cloud.resources()).map(({ type }) => type);
    expect(made).toContain("aws:sqs/queue:Queue");
    expect(made).not.toContain("aws:iam/rolePolicy:RolePolicy");
  });
});
