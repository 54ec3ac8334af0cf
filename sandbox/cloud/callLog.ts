/** One operation that somebody asked of the cloud. */
export interface Call {
  /** From 1, in the order of arrival. */
  readonly sequence: number;
  readonly operation: "create" | "update" | "delete" | "read";
  readonly type: string;
  readonly urn: string;
  /** Empty for a creation until it has one. */
  readonly id: string;
  readonly at: string;
  /** `pending`, `ok`, `hung`, or what went wrong. */
  readonly outcome: string;
}

/** What was asked since the cloud's process started. Previews are not in it. */
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
