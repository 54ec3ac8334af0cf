import type { Verdict } from "./verdict";

/** What a rule finds on one resource or object, before waivers apply. */
export interface Outcome extends Pick<Verdict, "status" | "message"> {
  /** The gate that judges it. @default "plan" */
  readonly gate?: Verdict["gate"];
}

export const pass: Outcome = { status: "pass", message: "" };

/** An outcome that a later gate decides. `message` says what is not known yet. */
export function deferred(gate: Verdict["gate"], message: string): Outcome {
  return { status: "deferred", gate, message };
}
