import type { ChildProcess } from "node:child_process";

/** Reports the progress of steps: in one updated line on a terminal, and in separate lines in a log. */
export class Progress {
  private readonly started = Date.now();
  private current: { readonly text: string; readonly since: number } | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly children = new Set<ChildProcess>();

  constructor(
    private readonly stream: NodeJS.WriteStream = process.stderr,
    /** Interval of reminders in a log that a step still runs, ms. */
    private readonly reminderMs = 20_000,
  ) {}

  /** Starts a step and ends the previous one. */
  step(text: string): void {
    this.finish();
    this.current = { text, since: Date.now() };
    if (this.stream.isTTY) {
      this.draw();
      this.timer = setInterval(() => this.draw(), 1000);
    } else {
      this.stream.write(`${text} …\n`);
      this.timer = setInterval(() => this.stream.write(`${text} … ${this.elapsed()}\n`), this.reminderMs);
    }
    this.timer.unref();
  }

  /** Ends the current step. @param outcome Its result. @default - its duration */
  finish(outcome?: string): void {
    if (!this.current) return;
    clearInterval(this.timer);
    const line = `${this.current.text}: ${outcome ?? `${this.elapsed()}`}`;
    this.stream.write(this.stream.isTTY ? `\r\u001b[2K${line}\n` : `${line}\n`);
    this.current = undefined;
  }

  /** Seconds since the creation of this object. */
  get seconds(): number {
    return Math.round((Date.now() - this.started) / 100) / 10;
  }

  /** Ends the current step and prints a line. */
  note(text: string): void {
    this.finish();
    this.stream.write(`${text}\n`);
  }

  /** Terminates a child process if the user interrupts. @returns a function that cancels this. */
  endWith(child: ChildProcess): () => void {
    this.children.add(child);
    return () => this.children.delete(child);
  }

  /** Terminates the child processes of the current step. */
  interrupt(): void {
    for (const child of this.children) child.kill("SIGTERM");
    this.finish("interrupted");
  }

  private elapsed(): string {
    const seconds = (Date.now() - (this.current?.since ?? this.started)) / 1000;
    if (seconds < 10) return `${seconds.toFixed(1)} s`;
    return seconds < 60 ? `${Math.round(seconds)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  }

  private draw(): void {
    this.stream.write(`\r\u001b[2K${this.current?.text ?? ""} … ${this.elapsed()}`);
  }
}
