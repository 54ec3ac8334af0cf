import { setTimeout } from "node:timers/promises";

/** Waits for a fraction of the time that AWS takes. */
export class Latency {
  /** @param factor Simulated seconds per second of AWS; 0 for no waiting. */
  constructor(readonly factor: number) {}

  /** @throws Error if the variable is not a number of at least 0. */
  static fromEnvironment({ MLOPS_SANDBOX_LATENCY }: NodeJS.ProcessEnv): Latency {
    const text = MLOPS_SANDBOX_LATENCY ?? "0.01";
    const factor = Number(text);
    if (text.trim() === "" || !Number.isFinite(factor) || factor < 0) {
      throw new Error(
        `MLOPS_SANDBOX_LATENCY is "${text}"\n  fix: set a factor from 0 (no waiting) to 1 (the time of AWS), such as 0.01`,
      );
    }
    return new Latency(factor);
  }

  async wait(seconds: number): Promise<void> {
    if (this.factor > 0) await setTimeout(seconds * this.factor * 1000);
  }

  /** Returns the time at which an operation of this many seconds ends, if it starts now. */
  endOf(seconds: number): string {
    return new Date(Date.now() + seconds * this.factor * 1000).toISOString();
  }

  /** Retries an attempt until it succeeds. Throws its error after the AWS provider's timeout, in seconds of AWS. */
  async retry<Result>(seconds: number, attempt: () => Result): Promise<Result> {
    const end = Date.now() + seconds * this.factor * 1000;
    for (;;) {
      try {
        return attempt();
      } catch (error) {
        if (Date.now() >= end) throw error;
        await setTimeout(50);
      }
    }
  }
}
