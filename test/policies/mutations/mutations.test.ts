import { beforeAll, describe, expect, it } from "vitest";
import type { Registration } from "../../../core/graph/registration";
import { stackType } from "../../../core/graph/registration";
import { compareText } from "../../../core/json/json";
import { allRules } from "../../../policies/catalogue";
import { contextOf, type RuleContext } from "../../../policies/context";
import { judge } from "../../../policies/judge";
import { enforcementIn } from "../../../policies/rule";
import { Graph, type Subject, subject } from "../../../policies/subject";
import type { Verdict } from "../../../policies/verdict";
import { fixtureSettings, fixtureStacks } from "../../fixtures/fixtures";
import { planStack } from "../../support/plan";
import { cataloguedSpecimens } from "../../support/specimens";
import { acceleratorMutations } from "./accelerators";
import { dataMutations } from "./data";
import { iamMutations } from "./iam";
import { imageMutations } from "./images";
import { infrastructureMutations } from "./infrastructure";
import { find, has, type Mutate, type Mutation, on, type Stack } from "./mutation";
import { namespaceMutations } from "./namespaces";
import { podMutations } from "./pods";
import { poolMutations } from "./pools";
import { resourceMutations } from "./resources";
import { servingMutations } from "./serving";

/**
 * Adds one defect at a time to real plans, and checks that exactly one rule reports it. It does not prove that the
 * provider or the API server would accept the changed plan.
 */

const areas: readonly (readonly Mutation[])[] = [
  acceleratorMutations,
  dataMutations,
  iamMutations,
  imageMutations,
  infrastructureMutations,
  namespaceMutations,
  podMutations,
  poolMutations,
  resourceMutations,
  servingMutations,
];
const mutations = areas.flat();
const firstOfEachArea = areas.flatMap((some) => some.slice(0, 1));

/** Rules on resources that the platform does not declare. Only their specimens test them. */
const withoutSubject: Readonly<Record<string, string>> = {
  "ingress-has-tls": "the platform exposes models by a Gateway and has no Ingress",
  "no-default-namespace": "components set their namespaces, and none is default",
  "no-flagger-on-models": "workloads create no Canaries",
  "no-node-storage": "drivers in the cluster create the volumes",
  "workflows-name-their-controller": "teams submit Workflows, not the program",
};

const rules = allRules();
const stacks: readonly Stack[] = fixtureStacks;

/** A plan and its verdicts. */
interface Judged {
  readonly plan: readonly Registration[];
  readonly subjects: ReadonlyMap<Registration, Subject>;
  readonly verdicts: readonly Verdict[];
}

function judged(plan: readonly Registration[], context: RuleContext): Judged {
  const subjects = new Map(plan.map((one) => [one, subject(one)]));
  return { plan, subjects, verdicts: judge(rules, new Graph([...subjects.values()]), context) };
}

/** The same as `judged`, in less time: rules on one resource read no other, except for the namespace of an object. */
function judgedAgain(plan: readonly Registration[], before: Judged, context: RuleContext): Judged {
  const subjects = new Map(plan.map((one) => [one, before.subjects.get(one) ?? subject(one)]));
  const changed = plan.filter((one) => !before.subjects.has(one));
  if (changed.some(isNamespace)) return judged(plan, context);
  const kept = new Set(plan.filter((one) => before.subjects.has(one)).map(({ urn }) => urn));
  const alone = new Set(rules.filter(({ about }) => about !== "stack").map(({ name }) => name));
  const own = [...changed, ...plan.filter(isNamespace)].flatMap((one) => subjects.get(one) ?? []);
  const urns = new Set(changed.map(({ urn }) => urn));
  const verdicts = [
    ...before.verdicts.filter(({ rule, urn }) => alone.has(rule) && kept.has(urn)),
    ...judge(
      rules.filter(({ about }) => about !== "stack"),
      new Graph(own, subjects.values()),
      context,
    ).filter(({ urn }) => urns.has(urn)),
    ...judge(
      rules.filter(({ about }) => about === "stack"),
      new Graph([...subjects.values()]),
      context,
    ),
  ];
  return { plan, subjects, verdicts };
}

function isBroken({ status }: Verdict): boolean {
  return status === "fail" || status === "error";
}

function isNamespace({ type }: Registration): boolean {
  return type === "kubernetes:core/v1:Namespace";
}

/** Verdicts other than pass that the first judgement has and the second has not. */
function beyond(one: Judged, other: Judged): Verdict[] {
  const known = new Set(other.verdicts.map(textOf));
  return one.verdicts.filter((verdict) => verdict.status !== "pass" && !known.has(textOf(verdict)));
}

function textOf({ rule, urn, status, message }: Verdict): string {
  return [rule, urn, status, message].join("\n");
}

/** Sorts by URN, because the order of declarations does not matter to rules. */
function byUrn<One extends { readonly urn: string }>(all: readonly One[]): One[] {
  return [...all].sort((one, other) => compareText(one.urn, other.urn));
}

function mutate(mutation: Mutation): Mutate {
  return "change" in mutation ? on(mutation.target, mutation.change) : mutation.mutate;
}

const titled = (some: readonly Mutation[]) => some.map((one) => [`${one.rule}: ${one.defect}`, one] as const);

describe.each(stacks)("%s", (stack) => {
  const context = contextOf(fixtureSettings(stack));
  const here = mutations.filter(({ stacks: own = stacks }) => own.includes(stack));
  let whole: Judged = { plan: [], subjects: new Map(), verdicts: [] };

  beforeAll(async () => {
    whole = judged(await planStack(stack), context);
  });

  it.each(titled(here))("%s", (_, mutation) => {
    const {
      rule: name,
      target: violator,
      message: expected,
      status = "fail",
      also = [],
      harmlessIn = [],
      settles = [],
      preparation: given,
    } = mutation;
    const own: RuleContext = { ...context, ...mutation.context };
    const started = mutation.context ? judged(whole.plan, own) : whole;
    const before = given ? judgedAgain(given(started.plan), started, own) : started;
    expect(beyond(before, started).filter(isBroken)).toEqual([]);

    const after = judgedAgain(mutate(mutation)(before.plan), before, own);
    const rule = rules.find((one) => one.name === name);
    const broken = [violator, ...also].map((target) => find(after.plan, target).urn);
    const messages = typeof expected === "string" ? [expected] : expected;
    const platform = `mlops-${stack}`;
    expect(
      byUrn(
        beyond(after, before).map((one) => ({
          rule: one.rule,
          urn: one.urn,
          status: one.status,
          message: one.message,
          enforcement: one.enforcement,
        })),
      ),
    ).toEqual(
      harmlessIn.includes(stack)
        ? []
        : byUrn(
            broken.flatMap((urn) =>
              messages.map((message) => ({
                rule: name,
                urn,
                status,
                message: message.replace("PLATFORM", platform),
                enforcement: rule && enforcementIn(context.environment, rule),
              })),
            ),
          ),
    );
    expect(
      beyond(before, after)
        .map((one) => one.rule)
        .filter((one) => one !== name && !settles.includes(one)),
    ).toEqual([]);
  });

  it("has none of the resources that only mutations of other stacks change", () => {
    for (const { target: of } of mutations.filter((one) => !here.includes(one)))
      expect(has(whole.plan, of)).toBe(false);
  });

  it("has no verdict of a rule without a subject", () => {
    expect(whole.verdicts.filter(({ rule }) => rule in withoutSubject)).toEqual([]);
  });

  it.each(titled(stack === "prod" ? firstOfEachArea : []))(
    "gives the same verdicts for the whole plan and for its changed part: %s",
    (_, mutation) => {
      const plan = mutate(mutation)(whole.plan);
      const texts = ({ verdicts }: Judged) => verdicts.map(textOf).sort();
      expect(texts(judgedAgain(plan, whole, context))).toEqual(texts(judged(plan, context)));
    },
  );
});

/** Rules without a mutation, such as a new rule. Their specimens are added to the plan instead. */
const mutated = new Set(mutations.map(({ rule }) => rule));
const others = cataloguedSpecimens().filter(({ rule }) => !mutated.has(rule.name) && !judgesWhole(rule));

/** Whether a rule judges the stack as a whole, such as its budget (test/plan/guardrails.test.ts). */
function judgesWhole({ about, types }: { about: string; types?: readonly string[] }): boolean {
  return about === "stack" && types?.includes(stackType) === true;
}

describe("a rule without a mutation", () => {
  it.each(others.map((one) => [one.rule.name, one] as const))(
    "%s reports its failing specimen among real resources",
    async (name, { failing }) => {
      const [specimen] = failing;
      if (!specimen) throw new Error(`${name} has no failing specimen`);
      const context = {
        ...contextOf(fixtureSettings("prod")),
        ...specimen.context,
      };
      const plan = (await planStack("prod")).map(subject);
      const of = (subjects: readonly Subject[]) =>
        judge(rules, new Graph(subjects), context).filter((one) => one.rule === name && one.status !== "pass");
      expect(of(plan)).toEqual([]);
      const own = new Set(specimen.stack.map(({ urn }) => urn));
      const found = of([...plan, ...specimen.stack]);
      expect(found.map(({ message }) => message)).toContain(specimen.message);
      expect(found.filter(({ urn }) => !own.has(urn))).toEqual([]);
    },
  );
});

describe("the catalogue", () => {
  it("has only mutations and reasons of existing rules", () => {
    const names = new Set(rules.map(({ name }) => name));
    const shown = [...mutations.map(({ rule }) => rule), ...Object.keys(withoutSubject)];
    expect(shown.filter((name) => !names.has(name))).toEqual([]);
  });

  it("has no mutation that is harmless in all of its stacks", () => {
    for (const { stacks: own = stacks, harmlessIn = [] } of mutations) {
      expect(own.filter((stack) => !harmlessIn.includes(stack)).length).toBeGreaterThan(0);
    }
  });

  it("has no rule with both mutations and a reason for their absence", () => {
    expect(mutations.filter(({ rule }) => rule in withoutSubject)).toEqual([]);
  });
});
