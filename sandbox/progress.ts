import type { ChildProcess } from "node:child_process";

/** Tells the user what is going on, from the first moment on: on a terminal in one line, in a log a line at a time. */
export class Progress {
  private readonly started = Date.now();
  private current: { readonly text: string; readonly since: number } | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly children = new Set<ChildProcess>();

  constructor(
    private readonly stream: NodeJS.WriteStream = process.stderr,
    /** How often a log is told that a step still runs, ms. */
    private readonly reminderMs = 20_000,
  ) {}

  /** Begins a step, and ends the one before. */
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

  /** Ends the step, if there is one. @param outcome What is said of it. @default - how long it took */
  finish(outcome?: string): void {
    if (!this.current) return;
    clearInterval(this.timer);
    const line = `${this.current.text}: ${outcome ?? `${this.elapsed()}`}`;
    this.stream.write(this.stream.isTTY ? `\r\u001b[2K${line}\n` : `${line}\n`);
    this.current = undefined;
  }

  /** Seconds since the start of it all. */
  get seconds(): number {
    return Math.round((Date.now() - this.started) / 100) / 10;
  }

  /** A line of its own. */
  note(text: string): void {
    this.finish();
    this.stream.write(`${text}\n`);
  }

  /** Ends a child when the user interrupts, who would otherwise leave it running. @returns how to let go of it. */
  endWith(child: ChildProcess): () => void {
    this.children.add(child);
    return () => this.children.delete(child);
  }

  /** Ends what runs for the current step. */
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
