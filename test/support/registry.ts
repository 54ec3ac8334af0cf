import { createHash } from "node:crypto";
import http from "node:http";

/** Response of a registry. */
export interface RegistryAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request, without parts that differ between runs. */
export interface RegistryRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
}

/**
 * A minimal registry of the OCI distribution specification: a token service, manifests by tag and digest, and blobs.
 * Tests can replace its responses.
 */
export class FakeRegistry {
  readonly requests: RegistryRequest[] = [];
  /** Returns a response that replaces the registry's. Undefined does not replace it. */
  misbehave: (request: RegistryRequest) => RegistryAnswer | "hangs up" | "is silent" | undefined = () => undefined;
  /** Whether readers need a token. */
  guarded = false;
  host = "";
  private readonly manifests = new Map<string, { type: string; text: string }>();
  private readonly blobs = new Map<string, string>();
  private readonly server = http.createServer((request, response) => {
    const { method = "", url: path = "", headers } = request;
    const asked = { method, path, authorization: headers.authorization };
    this.requests.push(asked);
    const answer = this.misbehave(asked) ?? this.answer(asked);
    if (answer === "is silent") return;
    if (answer === "hangs up") {
      request.socket.destroy();
      return;
    }
    const { status, headers: answered, body } = answer;
    response.writeHead(status, answered).end(method === "HEAD" ? undefined : body);
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("the registry has no port");
    this.host = `127.0.0.1:${address.port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** Stores an index of platforms under a tag. @returns its digest. */
  putIndex(name: string, platforms: readonly string[]): string {
    const manifests = platforms.map((platform) => {
      const [os = "", architecture = ""] = platform.split("/");
      return { digest: digestOf(platform), platform: { os, architecture } };
    });
    return this.put(name, "application/vnd.oci.image.index.v1+json", { schemaVersion: 2, manifests });
  }

  /** Stores an image for one platform under a tag. @returns its digest. */
  putImage(name: string, architecture: string): string {
    const configuration = JSON.stringify({ os: "linux", architecture });
    this.blobs.set(digestOf(configuration), configuration);
    const config = { digest: digestOf(configuration) };
    return this.put(name, "application/vnd.oci.image.manifest.v1+json", { schemaVersion: 2, config, layers: [] });
  }

  /** Returns the methods and paths of all requests, in order. */
  asked(): string[] {
    return this.requests.map(({ method, path }) => `${method} ${path}`);
  }

  private put(name: string, type: string, content: object): string {
    const text = JSON.stringify(content);
    const [repository = "", tag = ""] = name.split(":");
    for (const key of [tag, digestOf(text)]) this.manifests.set(`${repository}/manifests/${key}`, { type, text });
    return digestOf(text);
  }

  private answer({ path, authorization }: RegistryRequest): RegistryAnswer {
    if (path.startsWith("/token?")) return { status: 200, body: JSON.stringify({ token: "anybody's" }) };
    if (this.guarded && authorization !== "Bearer anybody's") {
      const repository = path.replace(/^\/v2\/(.*)\/(manifests|blobs)\/.*$/, "$1");
      const challenge = `Bearer realm="http://${this.host}/token",service="registry",scope="repository:${repository}:pull,metadata"`;
      return { status: 401, headers: { "www-authenticate": challenge } };
    }
    const key = path.replace("/v2/", "");
    const manifest = this.manifests.get(key);
    if (manifest) {
      const headers = { "content-type": manifest.type, "docker-content-digest": digestOf(manifest.text) };
      return { status: 200, headers, body: manifest.text };
    }
    const blob = this.blobs.get(key.split("/").at(-1) ?? "");
    return blob === undefined ? { status: 404, body: "{}" } : { status: 200, body: blob };
  }
}

function digestOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
