import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { creationTime } from "../../core/aws/typicalTimes";
import type { Registration } from "../../core/graph/registration";
import { creationDuration } from "../../plan/duration/duration";
import type { Sandbox } from "../../sandbox/sandbox";
import { run } from "./support/operations";
import { addProgram, newSandbox, report, start } from "./support/sandbox";

/**
 * An `up` at a sixtieth of the typical times of AWS has the critical path that the plan names. It shows that the engine
 * orders operations as the plan assumes, not that the typical times are right.
 */
const scale = 1 / 60;

/** Steps that are long enough at this scale to be told from the time of the engine itself, in typical seconds. */
const longest = 30;

/** More than Pulumi's default, so that the order of the chain does not depend on the CPUs of this machine. */
const parallel = 100;

let sandbox: Sandbox;
let resources: readonly Registration[];
const { MLOPS_SANDBOX_LATENCY } = process.env;

beforeAll(async () => {
  process.env.MLOPS_SANDBOX_LATENCY = String(scale);
  sandbox = newSandbox();
  addProgram(sandbox, "foundation", { call: "foundation()", only: true });
  ({ resources } = await start(sandbox));
});

afterAll(async () => {
  if (MLOPS_SANDBOX_LATENCY === undefined) delete process.env.MLOPS_SANDBOX_LATENCY;
  else process.env.MLOPS_SANDBOX_LATENCY = MLOPS_SANDBOX_LATENCY;
  await sandbox.erase();
});

describe("an up with scaled times", () => {
  it("has the critical path of the plan, and its duration", async () => {
    const { starts, ends } = { starts: new Map<string, number>(), ends: new Map<string, number>() };
    const { code, errors } = await run(sandbox, "up", {
      args: ["--parallel", String(parallel)],
      watch: ({ urn }) => starts.set(urn, Date.now()),
      finished: ({ urn }) => ends.set(urn, Date.now()),
    });
    expect(errors).toEqual([]);
    expect(code).toBe(0);

    const planned = creationDuration(resources, parallel).chain;
    const long = planned.filter(({ seconds }) => seconds >= longest).map(({ urn }) => urn);
    const actual = lastChain(ends).filter((urn) => long.includes(urn) || lasted(urn, starts, ends) >= longest * scale);
    const since = Math.min(...starts.values());
    const at = (urn: string) => [starts, ends].map((times) => ((times.get(urn) ?? 0) - since) / 1000).join(" to ");
    report("long steps, in seconds", Object.fromEntries([...long, ...actual].map((urn) => [nameOf(urn), at(urn)])));
    // The add-ons after the nodes take equally long, so that any of them may be the last.
    expect(actual.map(typicalSeconds)).toEqual(long.map(typicalSeconds));
    expect(actual.slice(0, -1).map(nameOf)).toEqual(long.slice(0, -1).map(nameOf));
    for (const [index, urn] of long.entries()) {
      const earlier = long[index - 1];
      if (earlier !== undefined) expect(starts.get(urn)).toBeGreaterThanOrEqual(ends.get(earlier) ?? Number.NaN);
    }

    const typical = planned.reduce((sum, { seconds }) => sum + seconds, 0);
    const measured = (Math.max(...ends.values()) - Math.min(...starts.values())) / 1000 / scale;
    report("up at a sixtieth of the typical times", { typical, measured: Math.round(measured) });
    expect(measured).toBeGreaterThan(typical * 0.9);
  });
});

/** The resource that ends last, and before it always the dependency that ended last. In the order of creation. */
function lastChain(ends: ReadonlyMap<string, number>): string[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const latest = (urns: readonly string[]) =>
    urns.filter((urn) => ends.has(urn)).sort((one, other) => (ends.get(other) ?? 0) - (ends.get(one) ?? 0))[0];
  const chain: string[] = [];
  let at = latest(resources.filter(({ custom }) => custom).map(({ urn }) => urn));
  while (at !== undefined && !chain.includes(at)) {
    chain.unshift(at);
    const resource = byUrn.get(at);
    at = latest([
      ...(resource?.dependsOn ?? []),
      ...Object.values(resource?.propertyDependencies ?? {}).flat(),
      ...(resource?.provider === undefined ? [] : [resource.provider]),
    ]);
  }
  return chain;
}

function typicalSeconds(urn: string): number | undefined {
  const resource = resources.find((one) => one.urn === urn);
  return resource && creationTime(resource.type, resource.inputs).seconds;
}

function lasted(urn: string, starts: ReadonlyMap<string, number>, ends: ReadonlyMap<string, number>): number {
  return ((ends.get(urn) ?? 0) - (starts.get(urn) ?? 0)) / 1000;
}

function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}
