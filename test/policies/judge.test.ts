import { describe, expect, it } from "vitest";
import { unknownToken } from "../../core/graph/tokens";
import { redacted } from "../../core/graph/wire";
import type { JsonObject } from "../../core/json/json";
import { judge } from "../../policies/judge";
import { awsRule, kubernetesRule, type RuleText, stackRule } from "../../policies/rule";
import { rule as eksApiIsPrivate } from "../../policies/rules/eks/eksApiIsPrivate";
import { object, resource } from "../../policies/specimen";
import { context, teamNamespace } from "../../policies/specimens/baseStack";
import { cluster } from "../../policies/specimens/cluster";
import { pod } from "../../policies/specimens/pods";
import { Graph, subject } from "../../policies/subject";

function text(name: string, changes: Partial<RuleText> = {}): RuleText {
  const own = { name, title: "Title", severity: "high", why: "Why.", fix: "fix it", references: [] } as const;
  return { ...own, enforcement: "mandatory", ...changes };
}

const bucketType = "aws:s3/bucket:Bucket";
const bucket = (name: string, inputs: JsonObject = {}) => resource(bucketType, name, inputs);

/** Accepts buckets with the name `right`, throws for `broken`, and has findings on all others. */
const named = awsRule<{ bucket: string; acl: string }>()({
  ...text("named"),
  types: [bucketType],
  check: ({ bucket: name }) => {
    if (name === "broken") throw new TypeError(`the value is ${name}`);
    return name === "right" ? [] : [{ at: "bucket", problem: "is not right" }, { problem: "is a bucket" }];
  },
});

const never = kubernetesRule({
  ...text("never", { enforcement: { dev: "advisory", staging: "advisory", prod: "mandatory" } }),
  kinds: ["Pod"],
  scope: "everywhere",
  problem: "is there",
  violations: "[object.metadata.name]",
});

describe("a verdict", () => {
  it("has the texts of the rule and the enforcement of the environment", () => {
    const graph = new Graph([bucket("one", { bucket: "left" }), pod()]);
    const [urn, podUrn] = graph.subjects.map((one) => one.urn);
    const own = { severity: "high", enforcement: "mandatory", gate: "plan", fix: "fix it" };
    expect(judge([named, never], graph, context)).toEqual([
      { rule: "named", ...own, status: "fail", urn, message: "bucket: is not right" },
      { rule: "named", ...own, status: "fail", urn, message: "is a bucket" },
      { rule: "never", ...own, status: "fail", urn: podUrn, message: "is there: main" },
    ]);
    const dev = judge([never], graph, { ...context, environment: "dev" });
    expect(dev.map(({ enforcement }) => enforcement)).toEqual(["advisory"]);
  });

  it("has no message and no fix if the rule passes", () => {
    const graph = new Graph([bucket("one", { bucket: "right" })]);
    expect(judge([named], graph, context)).toMatchObject([{ status: "pass", message: "", fix: "", gate: "plan" }]);
  });

  it("exists for each resource of the rule's types, in the order of rules and then of resources", () => {
    const right = { bucket: "right" };
    const topics = resource("aws:sns/topic:Topic", "topic", {});
    const graph = new Graph([bucket("b", right), topics, pod(), bucket("a", right), ...teamNamespace("vision")]);
    const messages = (rules: Parameters<typeof judge>[0]) =>
      judge(rules, graph, context).map(({ rule, urn }) => `${rule} ${urn.split("::").at(-1)}`);
    expect(messages([named, never])).toEqual(["named b", "named a", "never pod-vision-main"]);
    expect(messages([never, named])).toEqual(["never pod-vision-main", "named b", "named a"]);
    expect(messages([{ ...named, types: ["aws:sns/topic:Topic", bucketType] }])).toEqual([
      "named topic",
      "named topic",
      "named b",
      "named a",
    ]);
  });
});

describe("a rule that throws", () => {
  it("gives an error only on that resource, without the text of the exception", () => {
    const graph = new Graph(["right", "broken", "right"].map((name, index) => bucket(`b${index}`, { bucket: name })));
    const verdicts = judge([named, { ...named, name: "other" }], graph, context);
    expect(verdicts.map(({ rule, status }) => `${rule} ${status}`)).toEqual(
      ["named", "other"].flatMap((rule) => ["pass", "error", "pass"].map((status) => `${rule} ${status}`)),
    );
    expect(verdicts[1]).toMatchObject({
      message: "the rule failed with TypeError",
      enforcement: "mandatory",
      gate: "plan",
      fix: "fix the rule named in policies/rules, and add a specimen for this input",
    });
  });

  it("may throw a value that is not an Error", () => {
    const throwing = stackRule({
      ...text("throwing"),
      types: [bucketType],
      check: () => {
        throw "a value";
      },
    });
    expect(judge([throwing], new Graph([bucket("one")]), context)).toMatchObject([
      { status: "error", message: "the rule failed with an error" },
    ]);
  });

  it("gives an error if it is in CEL", () => {
    const wrong = { ...never, violations: () => "[object.spec.secret + 1]" };
    const found = judge([wrong, never], new Graph([pod({ spec: { secret: "hunter2" } })]), context);
    expect(found.map(({ rule, status }) => `${rule} ${status}`)).toEqual(["never error", "never fail"]);
    expect(JSON.stringify(found)).not.toContain("hunter2");
  });
});

describe("a hidden value that a rule reads", () => {
  const token = unknownToken("urn:pulumi:dev::mlops::aws:kms/key:Key::key", "arn");

  it("defers a rule on AWS to up and a rule on Kubernetes to admission", () => {
    const image = pod({ containers: { main: { image: token } } });
    const images = { ...never, violations: () => "variables.containers.filter(c, c.image == 'a').map(c, c.name)" };
    const graph = new Graph([bucket("one", { bucket: token, acl: redacted }), image]);
    const common = { status: "deferred", fix: "fix it", enforcement: "mandatory" };
    expect(judge([named, images], graph, context)).toMatchObject([
      { ...common, gate: "up", message: "bucket is not known yet" },
      { ...common, gate: "admission", message: "spec.containers[0].image is not known yet" },
    ]);
    expect(judge([named], new Graph([bucket("one", { bucket: redacted })]), context)).toMatchObject([
      { ...common, gate: "up", message: "bucket is secret" },
    ]);
  });

  it("can also be reported by the rule itself", () => {
    const later = { ...named, check: () => [{ at: "acl", problem: "is decided by the key", deferred: true }] };
    expect(judge([later], new Graph([bucket("one")]), context)).toMatchObject([
      { status: "deferred", gate: "up", message: "acl: is decided by the key" },
    ]);
  });
});

describe("values in messages", () => {
  const graph = new Graph([bucket("one", { bucket: "left" })]);

  it("are not shown by default", () => {
    expect(JSON.stringify(judge([named], graph, context))).not.toContain("left");
  });

  it("follow their path if the caller shows them", () => {
    const asked: string[] = [];
    const verdicts = judge([named], graph, context, ({ name }, at) => {
      asked.push(`${name} ${at}`);
      return " = 5";
    });
    expect(verdicts.map(({ message }) => message)).toEqual(["bucket = 5: is not right", "is a bucket"]);
    expect(asked).toEqual(["one bucket"]);
  });
});

describe("objects of a chart", () => {
  it("are judged by advisory rules only, because users cannot change the chart", () => {
    const renderedFrom = "urn:pulumi:specimen::mlops::kubernetes:helm.sh/v3:Release::chart";
    const rendered = subject({ ...pod({ namespace: "mlflow" }), renderedFrom });
    const own = object({ apiVersion: "v1", kind: "Pod", metadata: { name: "own", namespace: "mlflow" } });
    const found = judge([never], new Graph([rendered, own]), context);
    expect(found.map(({ status, enforcement }) => `${status} ${enforcement}`)).toEqual([
      "fail advisory",
      "fail mandatory",
    ]);
  });
});

describe("a stack's rule", () => {
  it("receives all resources and the context", () => {
    const counting = stackRule({
      ...text("counting"),
      reads: ["teams"],
      types: [bucketType],
      check: ({ name }, all, { teams }) => [{ problem: `${name} ${all.subjects.length} ${teams.join()}` }],
    });
    const messages = judge([counting], new Graph([bucket("one"), pod()]), context).map(({ message }) => message);
    expect(messages).toEqual(["one 2 vision"]);
  });
});

describe("pods that a job will create", () => {
  it("are judged as pods and reported on the job", () => {
    const template = { spec: { containers: [{ name: "main", image: "a" }] } };
    const training = object({
      apiVersion: "kubeflow.org/v1",
      kind: "PyTorchJob",
      metadata: { name: "train", namespace: "vision" },
      spec: { pytorchReplicaSpecs: { Master: { template }, Worker: { template } } },
    });
    const found = judge([never], new Graph([training]), context);
    expect(found.map(({ urn, message }) => [urn, message])).toEqual([
      [training.urn, "is there: train"],
      [training.urn, "is there: train"],
    ]);
  });
});

// This is not a specimen, because specimens are loaded separately and have another `HiddenInput` class.
it("treats a list with an unknown entry as not empty", () => {
  const publicAccessCidrs = [unknownToken("urn:pulumi:dev::mlops::aws:ec2/eip:Eip::office", "publicIp")];
  const judged = (endpointPublicAccess: boolean) =>
    judge([eksApiIsPrivate], new Graph([cluster({ vpcConfig: { endpointPublicAccess, publicAccessCidrs } })]), context);
  expect(judged(true)).toMatchObject([
    { status: "deferred", gate: "up", message: "vpcConfig.publicAccessCidrs[0] is not known yet" },
  ]);
  expect(judged(false)).toMatchObject([{ status: "pass" }]);
});
