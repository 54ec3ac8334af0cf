import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Registration } from "../../core/graph/registration";
import { unknownsIn, unknownToken } from "../../core/graph/tokens";
import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";
import { manifestFiles } from "../../plan/manifests";
import { fixtureStacks } from "../fixtures/fixtures";
import { planStack } from "../support/plan";
import { recordComponent } from "../support/record";
import { workloads } from "./programs/workloads";
import { BareKubernetes, definitionsIn, type Manifest, manifestOf } from "./support/bareKubernetes";
import { podTemplates } from "./support/podTemplates";
import { report, upstream } from "./support/sandbox";

/**
 * Sends all objects that the program itself creates to an API server with upstream's schemas and rules, strict
 * validation of fields, and Kubernetes' own validation and admission of pods.
 *
 * Not tested: that webhooks of controllers accept the objects (none runs), and the objects of charts and Argo CD.
 */
const stacks = [...fixtureStacks, "workloads"] as const;
type Stack = (typeof stacks)[number];

/**
 * Valid values for outputs that only the cloud knows. A token without a substitute that violates a schema is a failure.
 */
const substitutes: Readonly<Record<string, string>> = {
  // EC2NodeClass: `sg-[0-9a-z]+`. EKS creates the group with the cluster.
  "vpcConfig.clusterSecurityGroupId": "sg-0123456789abcdef0",
};

interface Written {
  readonly file: string;
  readonly manifest: Manifest;
}

let kubernetes: BareKubernetes;
const written = new Map<Stack, readonly Written[]>();

beforeAll(async () => {
  for (const stack of stacks) written.set(stack, objectsOf(await planOf(stack)));
  kubernetes = await BareKubernetes.start();
});

afterAll(() => kubernetes?.erase());

function planOf(stack: Stack): Promise<Registration[]> {
  return stack === "workloads" ? recordComponent(workloads) : planStack(stack);
}

/** Returns the output of `--manifests`, without charts and their values. */
function objectsOf(resources: readonly Registration[]): Written[] {
  return manifestFiles(resources)
    .filter(({ file }) => !file.startsWith("releases/"))
    .map(({ file, content }) => ({ file, manifest: manifestOf(content) }));
}

function manifestsOf(stack: Stack, kind?: string): Manifest[] {
  const all = (written.get(stack) ?? []).map(({ manifest }) => manifest);
  return kind === undefined ? all : all.filter((manifest) => manifest.kind === kind);
}

/** Returns the first object of a kind in the stack `everything`. */
function one(kind: string): Manifest {
  const [first] = manifestsOf("everything", kind);
  if (!first) throw new Error(`nothing is a ${kind}`);
  return first;
}

/** Returns the training runtimes. For a stack that is not a whole platform, they come from the stack `everything`. */
function runtimesOf(stack: Stack): Manifest[] {
  return manifestsOf(stack === "workloads" ? "everything" : stack, "ClusterTrainingRuntime");
}

/**
 * Creates namespaces and service accounts. Namespaces of the previous stack still exist, and get the labels of this
 * one.
 */
async function makeNamespaces(stack: Stack): Promise<void> {
  for (const namespace of manifestsOf(stack, "Namespace")) {
    await kubernetes.apply(namespace);
    const metadata = { name: "default", namespace: namespace.metadata.name };
    await kubernetes.apply({ apiVersion: "v1", kind: "ServiceAccount", metadata });
  }
  for (const account of manifestsOf(stack, "ServiceAccount")) await kubernetes.apply(account);
}

/** Namespaces of Kubernetes itself. */
const givenNamespaces = ["default", "kube-system"];

/** Returns objects outside the stack's namespaces, which namespaces of an earlier stack would hide. */
function homeless(stack: Stack): string[] {
  const namespaces = new Set([
    ...givenNamespaces,
    ...manifestsOf(stack, "Namespace").map(({ metadata }) => metadata.name),
  ]);
  return (written.get(stack) ?? [])
    .filter(({ manifest: { metadata } }) => metadata.namespace !== undefined && !namespaces.has(metadata.namespace))
    .map(({ file }) => file);
}

function substituted(manifest: Manifest): Manifest {
  let text = JSON.stringify(manifest);
  for (const { urn, property } of unknownsIn(text)) {
    const known = substitutes[property];
    if (known !== undefined) text = text.replaceAll(unknownToken(urn, property), known);
  }
  return manifestOf(text);
}

/** Returns a copy of an object with another value at a path. */
function withValue(manifest: Manifest, [key, ...rest]: readonly [string, ...string[]], value: Json): Manifest {
  return manifestOf(JSON.stringify(changed(manifest, [key, ...rest], value)));
}

function changed(object: JsonObject, [key = "", ...rest]: readonly string[], value: Json): JsonObject {
  const inner = object[key];
  return { ...object, [key]: rest.length === 0 ? value : changed(isJsonObject(inner) ? inner : {}, rest, value) };
}

describe.skipIf(upstream.crds === undefined)("objects and upstream's schemas, if MLOPS_CRDS is set", () => {
  beforeAll(async () => {
    const kinds = stacks.flatMap((stack) =>
      manifestsOf(stack).map(({ apiVersion, kind }) => `${kind}.${apiVersion.split("/")[0]}`),
    );
    // Definitions of kinds without objects test nothing, and take minutes.
    const definitions = definitionsIn(upstream.crds ?? "", new Set(kinds));
    await kubernetes.define(definitions);
    report("definitions of upstream", { used: definitions.length });
  });

  // All kinds are tested: one that the folder does not define is rejected as unknown.
  it.each(stacks)("accepts all objects of %s", async (stack) => {
    await makeNamespaces(stack);
    const refused: string[] = [];
    for (const { file, manifest } of written.get(stack) ?? []) {
      // These are created above.
      if (manifest.kind === "Namespace" || manifest.kind === "ServiceAccount") continue;
      const refusal = await kubernetes.refusalOf(substituted(manifest));
      if (refusal !== undefined) refused.push(`${file}: ${refusal}`);
    }
    expect(refused).toEqual([]);
    expect(homeless(stack)).toEqual([]);
    report(`objects of ${stack}`, { accepted: manifestsOf(stack).length });
  });

  it("needs each substitute", async () => {
    const needed = new Set<string>();
    for (const manifest of manifestsOf("everything")) {
      const unknown = unknownsIn(JSON.stringify(manifest)).filter(({ property }) => property in substitutes);
      if (unknown.length === 0) continue;
      const refusal = await kubernetes.refusalOf(manifest);
      for (const { property } of unknown) if (refusal?.includes(`#${property}]`)) needed.add(property);
    }
    expect([...needed].sort()).toEqual(Object.keys(substitutes).sort());
  });

  it.each<[kind: string, path: [string, ...string[]]]>([
    ["InferenceService", ["spec", "predictor", "minReplica"]],
    ["TrainJob", ["spec", "trainer", "numNode"]],
    ["NodePool", ["spec", "disruption", "consolidateAfer"]],
    ["Certificate", ["spec", "dnsName"]],
  ])("would reject a misspelled field of %s", async (kind, path) => {
    const refusal = await kubernetes.refusalOf(withValue(one(kind), path, 1));
    expect(refusal).toContain(`unknown field "${path.join(".")}"`);
  });

  it("would reject a violation of a CEL rule", async () => {
    const path = ["spec", "template", "spec", "requirements"] as const;
    const requirements = [{ key: "karpenter.sh/nodepool", operator: "In", values: ["general"] }];
    const refusal = await kubernetes.refusalOf(withValue(one("NodePool"), path, requirements));
    expect(refusal).toContain('label "karpenter.sh/nodepool" is restricted');
  });

  it("would reject a kind that no CRD defines", async () => {
    const unheard = withValue(one("TrainJob"), ["apiVersion"], "trainer.kubeflow.org/v9");
    expect(await kubernetes.refusalOf(unheard)).toBe("the API has no trainer.kubeflow.org/v9 TrainJob");
  });
});

describe("pods of the program's templates", () => {
  const pod = (namespace: string, { metadata, spec = {} }: JsonObject): Manifest => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...(isJsonObject(metadata) && metadata), name: "one", namespace },
    spec,
  });

  /** Returns the namespaces that admit only restricted pods. */
  function restricted(stack: Stack): Set<string> {
    const enforced = ({ metadata: { labels } }: Manifest) =>
      Object(labels)["pod-security.kubernetes.io/enforce"] === "restricted";
    return new Set(manifestsOf(stack, "Namespace").flatMap((one) => (enforced(one) ? [one.metadata.name] : [])));
  }

  it.each(stacks)("of %s are admitted in namespaces that admit only restricted pods", async (stack) => {
    await makeNamespaces(stack);
    const refused: string[] = [];
    const templates = podTemplates(manifestsOf(stack), runtimesOf(stack));
    for (const { of, namespace, template } of templates) {
      const refusal = await kubernetes.refusalOf(pod(namespace, template));
      if (refusal !== undefined) refused.push(`${namespace} ${of}: ${refusal}`);
    }
    expect(refused).toEqual([]);
    expect(templates.filter(({ namespace }) => !restricted(stack).has(namespace)).map(({ of }) => of)).toEqual([]);
    report(`templates of ${stack}`, { admitted: templates.map(({ of }) => of).join("; ") });
  });

  it("would be rejected with more rights", async () => {
    for (const { namespace, template } of podTemplates(manifestsOf("everything"), runtimesOf("everything"))) {
      const { spec } = template;
      const host = { ...template, spec: { ...(isJsonObject(spec) && spec), hostNetwork: true } };
      expect(await kubernetes.refusalOf(pod(namespace, host))).toContain('violates PodSecurity "restricted:latest"');
    }
  });
});
