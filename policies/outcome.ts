import type { Verdict } from "./verdict";

/** The result of a rule on one resource or object, before waivers apply. */
export interface Outcome extends Pick<Verdict, "status" | "message"> {
  /** The gate that judges it. @default "plan" */
  readonly gate?: Verdict["gate"];
}

export const pass: Outcome = { status: "pass", message: "" };

/** Returns an outcome that a later gate decides. @param message What is not known yet. */
export function deferred(gate: Verdict["gate"], message: string): Outcome {
  return { status: "deferred", gate, message };
}
