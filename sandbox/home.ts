import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { z } from "zod";

/** TCP ports on 127.0.0.1. They stay the same for the life of a sandbox, like the endpoint of a cluster. */
export const ports = z.strictObject({
  etcd: z.int(),
  etcdPeer: z.int(),
  /** Kubernetes API, HTTPS. */
  api: z.int(),
  /** Simulated AWS and random providers, gRPC. */
  cloud: z.int(),
  /** Control API of the simulated AWS for tokens, faults and contents, HTTP. */
  cloudControl: z.int(),
  karpenterMetrics: z.int(),
  karpenterHealth: z.int(),
});
export type Ports = Readonly<z.output<typeof ports>>;

const facts = z.strictObject({
  /** Folder of the checkout. */
  root: z.string(),
  stack: z.string(),
  ports,
  /** Random bearer token of the sandbox's administrator. */
  adminToken: z.string(),
  /** Random passphrase for the stack's secrets in the sandbox's Pulumi state. */
  passphrase: z.string(),
});

/** Values that are created with the sandbox and never change. */
export type SandboxFacts = Readonly<z.output<typeof facts>>;

/** The folder with all data of a sandbox. There is one for each checkout and stack, outside of the checkout. */
export class SandboxHome {
  private constructor(readonly folder: string) {}

  /**
   * @param base Folder of all sandboxes. @default `$MLOPS_SANDBOX_HOME`, or `mlops/sandbox` where the user's state is
   * kept (`$XDG_STATE_HOME`, `~/.local/state`)
   */
  static of(root: string, stack: string, base: string = defaultBase()): SandboxHome {
    const checkout = createHash("sha256").update(path.resolve(root)).digest("hex").slice(0, 8);
    return new SandboxHome(path.join(base, `${stack}-${checkout}`));
  }

  static at(folder: string): SandboxHome {
    return new SandboxHome(path.resolve(folder));
  }

  /** Returns a path in the folder, and creates its parent. */
  file(...parts: string[]): string {
    const file = path.join(this.folder, ...parts);
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    return file;
  }

  /** Returns a folder in the folder, and creates it. */
  directory(...parts: string[]): string {
    return path.dirname(this.file(...parts, "-"));
  }

  /** @returns undefined if the sandbox does not exist yet. */
  readFacts(): SandboxFacts | undefined {
    const text = readIfExists(path.join(this.folder, "sandbox.json"));
    return text === undefined ? undefined : facts.parse(JSON.parse(text));
  }

  /** @throws Error if the sandbox does not exist yet. */
  get facts(): SandboxFacts {
    const found = this.readFacts();
    if (!found) throw new Error(`the folder ${this.folder} must contain a sandbox`);
    return found;
  }

  writeFacts(made: SandboxFacts): void {
    writeAtomically(this.file("sandbox.json"), `${JSON.stringify(made, null, 2)}\n`);
  }

  /** Kubeconfig of the sandbox's administrator. */
  get kubeconfig(): string {
    return path.join(this.folder, "kubeconfig");
  }

  /** Audit log of the Kubernetes API: one JSON object per line. */
  get auditLog(): string {
    return path.join(this.folder, "api", "audit.log");
  }
}

/** Writes a file atomically, with read permission only for the user. */
export function writeAtomically(file: string, text: string): void {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, text, { mode: 0o600 });
  renameSync(own, file);
}

/** Returns the text of a file, or undefined if it does not exist. */
export function readIfExists(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function defaultBase(): string {
  const { MLOPS_SANDBOX_HOME, XDG_STATE_HOME } = process.env;
  return (
    MLOPS_SANDBOX_HOME ?? path.join(XDG_STATE_HOME ?? path.join(os.homedir(), ".local", "state"), "mlops", "sandbox")
  );
}
