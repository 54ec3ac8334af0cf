import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Waiver } from "../../components/settings/sections/guardrails";
import { object, resource } from "../../policies/specimen";
import { Graph, type Subject } from "../../policies/subject";
import type { Verdict } from "../../policies/verdict";
import { applyWaivers, isActive, unusedWaivers } from "../../policies/waivers";
import { matchesWildcard } from "../../policies/wildcards";

const bucket = resource("aws:s3/bucket:Bucket", "mlops-dev-data-artifacts", {});
const pod = object({ apiVersion: "v1", kind: "Pod", metadata: { name: "main", namespace: "vision" } });
const node = object({ apiVersion: "karpenter.sh/v1", kind: "NodePool", metadata: { name: "general" } });
const place = object({ apiVersion: "v1", kind: "Namespace", metadata: { name: "vision" } });

function waiver(changes: Partial<Waiver> = {}): Waiver {
  const reason = "the vendor's agent; ticket OPS-1";
  return { rule: "no-acls", resource: bucket.name, reason, expires: "2027-03-31", ...changes };
}

function verdict({ urn }: Subject, changes: Partial<Verdict> = {}): Verdict {
  return {
    rule: "no-acls",
    severity: "high",
    enforcement: "mandatory",
    gate: "plan",
    status: "fail",
    urn,
    message: "has an ACL",
    fix: "remove it",
    ...changes,
  };
}

const graph = new Graph([bucket, pod, node, place]);

/** Returns the verdict on a resource after a waiver is applied. */
function waived(about: Subject, changes: Partial<Waiver>, today = "2027-01-01"): Verdict | undefined {
  return applyWaivers([verdict(about)], graph, [waiver(changes)], today)[0];
}

describe("a waiver", () => {
  it("is active on its last day and not on the next", () => {
    const days = ["2027-03-30", "2027-03-31", "2027-04-01", "2028-01-01"];
    expect(days.map((today) => isActive(waiver(), today))).toEqual([true, true, false, false]);
    expect(days.map((today) => waived(bucket, {}, today)?.status)).toEqual(["waived", "waived", "fail", "fail"]);
  });

  it("adds its reason and last day, and changes nothing else", () => {
    expect(waived(bucket, {})).toEqual(
      verdict(bucket, {
        status: "waived",
        message: "has an ACL; waived until 2027-03-31: the vendor's agent; ticket OPS-1",
      }),
    );
  });

  it("leaves the failure and adds its expiry if it has expired", () => {
    expect(waived(bucket, {}, "2027-04-01")).toEqual(
      verdict(bucket, { message: "has an ACL; its waiver expired on 2027-03-31" }),
    );
  });

  it("applies in spite of an expired waiver for the same resource", () => {
    const waivers = [waiver({ expires: "2026-01-01" }), waiver({ expires: "2027-01-02" })];
    expect(applyWaivers([verdict(bucket)], graph, waivers, "2027-01-01").map(({ message }) => message)).toEqual([
      "has an ACL; waived until 2027-01-02: the vendor's agent; ticket OPS-1",
    ]);
  });

  it.each([
    ["mlops-dev-data-artifacts", bucket, "waived"],
    ["mlops-*-artifacts", bucket, "waived"],
    ["*", bucket, "waived"],
    ["mlops-dev-data", bucket, "fail"],
    ["mlops.dev.data.artifacts", bucket, "fail"],
    ["Bucket/default/mlops-dev-data-artifacts", bucket, "fail"],
    ["pod-vision-main", pod, "waived"],
    ["Pod/vision/main", pod, "waived"],
    ["Pod/*/main", pod, "waived"],
    ["Pod/vision/*", pod, "waived"],
    ["*/vision/main", pod, "waived"],
    ["Pod/risk/main", pod, "fail"],
    ["Job/vision/main", pod, "fail"],
    ["pod/vision/main", pod, "fail"],
    // Cluster-scoped objects: the second part of the pattern must not be empty.
    ["NodePool/*/general", node, "waived"],
    ["NodePool/default/general", node, "fail"],
    ["Namespace/vision/vision", place, "waived"],
  ])("for %s gives a failure on this resource the expected status", (resourceName, about, status) => {
    expect(waived(about, { resource: resourceName })?.status).toBe(status);
  });

  it("applies only to its rule", () => {
    expect(waived(bucket, { rule: "no-acl" })).toEqual(verdict(bucket));
  });

  it("applies to errors, and neither to passed nor to deferred verdicts", () => {
    const statuses = ["error", "pass", "deferred", "waived"] as const;
    const verdicts = statuses.map((status) => verdict(bucket, { status }));
    const [first, ...rest] = applyWaivers(verdicts, graph, [waiver()], "2027-01-01");
    expect(first?.status).toBe("waived");
    expect(rest).toEqual(verdicts.slice(1));
  });

  it("does not apply to a resource outside of the graph", () => {
    expect(applyWaivers([verdict(bucket)], new Graph([]), [waiver()], "2027-01-01")).toEqual([verdict(bucket)]);
  });
});

describe("unused waivers", () => {
  const needed = (changes: Partial<Waiver>, ...verdicts: Verdict[]) =>
    unusedWaivers([waiver(changes)], graph, verdicts).length === 0;

  it.each(["fail", "error", "waived", "deferred"] as const)(
    "do not include waivers for a verdict with the status %s",
    (status) => {
      expect(needed({}, verdict(bucket, { status }))).toBe(true);
    },
  );

  it("include waivers for passed verdicts, other rules, other resources and no resources", () => {
    expect(needed({}, verdict(bucket, { status: "pass" }))).toBe(false);
    expect(needed({}, verdict(bucket, { rule: "no-acl" }))).toBe(false);
    expect(needed({ resource: "Pod/vision/main" }, verdict(bucket))).toBe(false);
    expect(needed({})).toBe(false);
  });

  it("are returned unchanged", () => {
    const [idle, used] = [waiver({ resource: "mlops-dev-old" }), waiver({ resource: "mlops-*" })];
    expect(unusedWaivers([idle, used], graph, [verdict(bucket)])).toEqual([idle]);
  });
});

describe("a wildcard", () => {
  /** Matches recursively, character by character. */
  function naive(pattern: string, text: string): boolean {
    if (pattern === "") return text === "";
    const [first, rest] = [pattern[0], pattern.slice(1)];
    if (first === "*") return naive(rest, text) || (text !== "" && naive(pattern, text.slice(1)));
    return text !== "" && first === text[0] && naive(rest, text.slice(1));
  }

  const letters = fc.string({
    unit: fc.constantFrom("a", "b", "*", ".", "\\", "[", "(", "$", "\n", "|"),
    maxLength: 8,
  });

  it("matches like a simple implementation, for any text", () => {
    fc.assert(
      fc.property(letters, letters, (pattern, text) => {
        expect(matchesWildcard(pattern, text)).toBe(naive(pattern, text));
      }),
      { numRuns: 500 },
    );
  });

  it("matches texts that are built from its parts", () => {
    const parts = fc.array(letters, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(parts, letters, (some, between) => {
        expect(matchesWildcard(some.join("*"), some.join(between))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
