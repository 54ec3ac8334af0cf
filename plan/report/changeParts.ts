import type { ComparedChange, Comparison, EffectKind } from "../diff/change";
import type { PlanDocument } from "../document";
import { isFollower } from "./display";

/** A change of the first part, with the reasons to look at it, most severe first. */
interface UrgentChange {
  readonly change: ComparedChange;
  readonly reasons: readonly string[];
}

/** The changes of a comparison in the order of every report. Each change is in one part. */
export interface ChangeParts {
  readonly urgent: readonly UrgentChange[];
  readonly others: readonly ChangePart[];
}

interface ChangePart {
  readonly title: string;
  readonly changes: readonly ComparedChange[];
  /** Whether a report that folds parts opens this one. */
  readonly open: boolean;
}

export const urgentTitle = "Look at these first";

/** Classes of reasons, most severe first, with their label. */
const labels = {
  refused: "refused by AWS",
  "data-lost": "data lost",
  protected: "protected",
  retained: "kept in AWS",
  "nodes-replaced": "nodes",
  "jobs-ended": "jobs",
  downtime: "downtime",
  irreversible: "irreversible",
  "address-changed": "public address",
} as const satisfies Record<EffectKind | "refused" | "protected" | "retained", string>;
type ReasonClass = keyof typeof labels;
const classes = Object.keys(labels);

/** Divides changes into parts: those to look at first by severity, the others by what happens to them. */
export function changeParts(changes: readonly ComparedChange[]): ChangeParts {
  const ranked = changes
    .map((change) => ({ change, found: reasonsOf(change) }))
    .filter(({ found }) => found.length > 0)
    .sort((one, other) => rankOf(one.found) - rankOf(other.found) || endsJobs(other.change) - endsJobs(one.change));
  const urgent = new Set(ranked.map(({ change }) => change));
  const rest = changes.filter((change) => !urgent.has(change));
  const written = rest.filter((change) => change.kind === "update" && !isFollower(change));
  return {
    urgent: ranked.map(({ change, found }) => ({
      change,
      reasons: found.map(({ reason, text }) => `${labels[reason]}: ${text}`),
    })),
    others: [
      { title: "Replaced", changes: written.filter(({ replaces }) => replaces === "yes"), open: true },
      { title: "Perhaps replaced", changes: written.filter(({ replaces }) => replaces === "unknown"), open: true },
      { title: "Updated", changes: written.filter(({ replaces }) => replaces === "no"), open: true },
      {
        title: "Changed only because resources that they refer to change",
        changes: rest.filter(isFollower),
        open: false,
      },
      { title: "Deleted", changes: rest.filter(({ kind }) => kind === "delete"), open: true },
      { title: "Created", changes: rest.filter(({ kind }) => kind === "create"), open: false },
    ].filter(({ changes: members }) => members.length > 0),
  };
}

/** Counts the urgent changes by the class of their most severe reason: `refused by AWS: 2, data lost: 1`. */
export function urgentCounts(changes: readonly ComparedChange[]): string {
  const worst = changes.flatMap((change) => reasonsOf(change)[0] ?? []);
  return Object.entries(labels)
    .map(([reason, label]) => ({ label, number: worst.filter((one) => one.reason === reason).length }))
    .filter(({ number }) => number > 0)
    .map(({ label, number }) => `${label}: ${number}`)
    .join(", ");
}

/** `a plan of stack prod, commit 1a2b3c4 of 2026-11-28`. */
export function baselineText({ before }: Comparison): string {
  const { commit } = before;
  return `a plan of stack ${before.stack}${commit ? `, commit ${commit.id.slice(0, 7)} of ${commit.date}` : ""}`;
}

/** Returns a warning if the baseline is a plan of another stack, and otherwise an empty text. */
export function anotherStackText({ before }: Comparison, document: Pick<PlanDocument, "stack">): string {
  return before.stack === document.stack
    ? ""
    : `The baseline is a plan of another stack, ${before.stack}: resources named after a stack are created and deleted.`;
}

interface Reason {
  readonly reason: ReasonClass;
  readonly text: string;
}

function reasonsOf({ kind, guard, refused, effects, holdsData, replaces }: ComparedChange): Reason[] {
  const action = kind === "delete" ? "delete it" : `replace it${replaces === "unknown" ? ", if the change does" : ""}`;
  const all: Reason[] = [
    ...reasonIf(refused !== null, "refused", refused ?? ""),
    ...reasonIf(guard === "protected", "protected", `Pulumi refuses to ${action}`),
    ...reasonIf(
      guard === "retained" && holdsData,
      "retained",
      "Pulumi removes it from its state, and AWS keeps its data",
    ),
    ...effects.map((effect) => ({ reason: effect.kind, text: effect.text })),
  ];
  return all.sort((one, other) => classes.indexOf(one.reason) - classes.indexOf(other.reason));
}

/** Of two changes of one class, the one that ends jobs comes first. */
function endsJobs({ effects }: ComparedChange): 0 | 1 {
  return effects.some(({ kind }) => kind === "jobs-ended") ? 1 : 0;
}

function reasonIf(holds: boolean, reason: ReasonClass, text: string): Reason[] {
  return holds ? [{ reason, text }] : [];
}

function rankOf([first]: readonly Reason[]): number {
  return first === undefined ? classes.length : classes.indexOf(first.reason);
}
