/** A rule's word on a resource. */
export interface Verdict {
  readonly rule: string;
  readonly severity: string;
  readonly enforcement: string;
  /** Where it is judged for good. */
  readonly gate: "plan" | "up" | "admission";
  readonly status: "pass" | "fail" | "deferred" | "waived" | "error";
  readonly urn: string;
  readonly message: string;
  readonly fix: string;
}

/** Whether it stops a plan. A rule that cannot judge has not found the resource right. */
export function breaks({ enforcement, status }: Pick<Verdict, "enforcement" | "status">): boolean {
  return enforcement === "mandatory" && (status === "fail" || status === "error");
}
