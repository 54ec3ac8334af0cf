/** The result of a rule on a resource. */
export interface Verdict {
  readonly rule: string;
  readonly severity: string;
  readonly enforcement: string;
  /** The gate that decides. */
  readonly gate: "plan" | "up" | "admission";
  readonly status: "pass" | "fail" | "deferred" | "waived" | "error";
  readonly urn: string;
  readonly message: string;
  readonly fix: string;
}

/** Whether a verdict fails the plan. A mandatory rule that throws also fails it. */
export function failsPlan({ enforcement, status }: Pick<Verdict, "enforcement" | "status">): boolean {
  return enforcement === "mandatory" && (status === "fail" || status === "error");
}
