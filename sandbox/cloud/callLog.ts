/** An operation that the cloud received. */
export interface Call {
  /** Number in the order of arrival, starting at 1. */
  readonly sequence: number;
  readonly operation: "create" | "update" | "delete" | "read";
  readonly type: string;
  readonly urn: string;
  /** Empty for a creation until it has an ID. */
  readonly id: string;
  readonly at: string;
  /** `pending`, `ok`, `hung`, or an error message. */
  readonly outcome: string;
}

/** Operations since the start of the cloud's process, without previews. */
export class CallLog {
  private readonly calls: Call[] = [];

  begin(call: Pick<Call, "operation" | "type" | "urn" | "id">): number {
    const sequence = this.calls.length + 1;
    this.calls.push({ sequence, ...call, at: new Date().toISOString(), outcome: "pending" });
    return sequence;
  }

  end(sequence: number, outcome: string, id?: string): void {
    const call = this.calls[sequence - 1];
    if (call) this.calls[sequence - 1] = { ...call, outcome, id: id ?? call.id };
  }

  list(): readonly Call[] {
    return this.calls;
  }
}
