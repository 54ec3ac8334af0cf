import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Waiver } from "../../components/settings/sections/guardrails";
import { object, resource } from "../../policies/specimen";
import { Graph, type Subject } from "../../policies/subject";
import type { Verdict } from "../../policies/verdict";
import { holds, idleWaivers, waive } from "../../policies/waivers";
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

/** The verdict on a resource, after a waiver. */
function waived(about: Subject, changes: Partial<Waiver>, today = "2027-01-01"): Verdict | undefined {
  return waive([verdict(about)], graph, [waiver(changes)], today)[0];
}

describe("a waiver", () => {
  it("holds on its last day, and not on the next", () => {
    const days = ["2027-03-30", "2027-03-31", "2027-04-01", "2028-01-01"];
    expect(days.map((today) => holds(waiver(), today))).toEqual([true, true, false, false]);
    expect(days.map((today) => waived(bucket, {}, today)?.status)).toEqual(["waived", "waived", "fail", "fail"]);
  });

  it("says why and until when, and changes nothing else", () => {
    expect(waived(bucket, {})).toEqual(
      verdict(bucket, {
        status: "waived",
        message: "has an ACL; waived until 2027-03-31: the vendor's agent; ticket OPS-1",
      }),
    );
  });

  it("that has expired leaves the rule broken, and says so", () => {
    expect(waived(bucket, {}, "2027-04-01")).toEqual(
      verdict(bucket, { message: "has an ACL; its waiver expired on 2027-03-31" }),
    );
  });

  it("that has expired is no word against one that holds", () => {
    const waivers = [waiver({ expires: "2026-01-01" }), waiver({ expires: "2027-01-02" })];
    expect(waive([verdict(bucket)], graph, waivers, "2027-01-01").map(({ message }) => message)).toEqual([
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
    // Of what is in no namespace, which a pattern's second part cannot be left empty for.
    ["NodePool/*/general", node, "waived"],
    ["NodePool/default/general", node, "fail"],
    ["Namespace/vision/vision", place, "waived"],
  ])("of %s makes of a broken rule", (resourceName, about, status) => {
    expect(waived(about, { resource: resourceName })?.status).toBe(status);
  });

  it("is of the rule that it names alone", () => {
    expect(waived(bucket, { rule: "no-acl" })).toEqual(verdict(bucket));
  });

  it("covers a rule that cannot judge, and touches neither what passes nor what is judged later", () => {
    const statuses = ["error", "pass", "deferred", "waived"] as const;
    const verdicts = statuses.map((status) => verdict(bucket, { status }));
    const [first, ...rest] = waive(verdicts, graph, [waiver()], "2027-01-01");
    expect(first?.status).toBe("waived");
    expect(rest).toEqual(verdicts.slice(1));
  });

  it("is nothing to a verdict on what is in no graph", () => {
    expect(waive([verdict(bucket)], new Graph([]), [waiver()], "2027-01-01")).toEqual([verdict(bucket)]);
  });
});

describe("waivers that nothing needs", () => {
  const needed = (changes: Partial<Waiver>, ...verdicts: Verdict[]) =>
    idleWaivers([waiver(changes)], graph, verdicts).length === 0;

  it.each(["fail", "error", "waived", "deferred"] as const)("are not those of what is %s", (status) => {
    expect(needed({}, verdict(bucket, { status }))).toBe(true);
  });

  it("are those of what passes, of another rule, of another resource, and of nothing", () => {
    expect(needed({}, verdict(bucket, { status: "pass" }))).toBe(false);
    expect(needed({}, verdict(bucket, { rule: "no-acl" }))).toBe(false);
    expect(needed({ resource: "Pod/vision/main" }, verdict(bucket))).toBe(false);
    expect(needed({})).toBe(false);
  });

  it("are told one by one, as they are written", () => {
    const [idle, used] = [waiver({ resource: "mlops-dev-old" }), waiver({ resource: "mlops-*" })];
    expect(idleWaivers([idle, used], graph, [verdict(bucket)])).toEqual([idle]);
  });
});

describe("a pattern", () => {
  /** By hand, one character after another. */
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

  it("means what it says, whatever it holds", () => {
    fc.assert(
      fc.property(letters, letters, (pattern, text) => {
        expect(matchesWildcard(pattern, text)).toBe(naive(pattern, text));
      }),
      { numRuns: 500 },
    );
  });

  it("means the text that it was made of", () => {
    const parts = fc.array(letters, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(parts, letters, (some, between) => {
        expect(matchesWildcard(some.join("*"), some.join(between))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
