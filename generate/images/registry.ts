import { createHash } from "node:crypto";
import { z } from "zod";
import type { ResolvedImage } from "../../components/versions";
import { bearerChallenge, tokenAddress } from "./challenge";
import { type Answer, defaultRetryPolicy, RegistryError, type RetryPolicy, request } from "./http";
import type { ImageReference } from "./reference";

/** Digest and platforms of a tag in a registry. */
export type Manifest = Pick<ResolvedImage, "digest" | "platforms">;

/** Platforms that EKS nodes can have. Other platforms of an image are omitted. */
export const nodePlatforms = ["linux/amd64", "linux/arm64"] as const;
export type NodePlatform = (typeof nodePlatforms)[number];

const accepted = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

const platform = z.object({ os: z.string(), architecture: z.string() });
const manifest = z.union([
  z.object({ manifests: z.array(z.object({ platform: platform.optional() })) }),
  z.object({ config: z.object({ digest: z.string() }) }),
]);
const token = z.object({ token: z.string().optional(), access_token: z.string().optional() });

/** Maximum number of requests to resolve one item: registry, token service, and redirects. */
const longestWay = 8;

/**
 * Resolves tags with anonymous requests: https://github.com/opencontainers/distribution-spec/blob/main/spec.md.
 *
 * It does not log in. After a registry could not be reached, no further requests are sent to it.
 */
export class RegistryClient {
  private readonly tokens = new Map<string, string>();
  private readonly unreachable = new Map<string, RegistryError>();

  constructor(private readonly limits: RetryPolicy = defaultRetryPolicy) {}

  /**
   * Returns the digest and the platforms of a tag.
   *
   * @param known Previous manifest of the tag. If it is unchanged, one HEAD request is enough, which is not a pull.
   * @throws RegistryError if the registry cannot be reached, or has no such public tag.
   */
  async resolve(reference: ImageReference, known?: Manifest): Promise<Manifest> {
    const earlier = this.unreachable.get(reference.registry);
    if (earlier) throw earlier;
    try {
      return await this.look(reference, known);
    } catch (error) {
      if (error instanceof RegistryError && error.message.startsWith(`${reference.registry} cannot be reached`)) {
        this.unreachable.set(reference.registry, error);
      }
      throw error;
    }
  }

  private async look(reference: ImageReference, known?: Manifest): Promise<Manifest> {
    const head = await this.ask("HEAD", reference, `manifests/${reference.tag}`);
    const digest = head.headers.get("docker-content-digest") ?? undefined;
    if (known && known.digest === digest) return known;
    // The request is by digest, because the tag may move between the two requests.
    const { body } = await this.ask("GET", reference, `manifests/${digest ?? reference.tag}`);
    const computed = sha256(body);
    checkDigest(digest ?? computed, computed, reference);
    return { digest: computed, platforms: await this.platforms(reference, body) };
  }

  private async platforms(reference: ImageReference, body: Buffer): Promise<NodePlatform[]> {
    const found = parsed(manifest, body, reference.registry);
    const described =
      "manifests" in found
        ? // Other entries of an index, such as signatures, have the platform unknown/unknown.
          found.manifests.flatMap((each) => each.platform ?? [])
        : [await this.configuration(reference, found.config.digest)];
    const names = described.map(({ os, architecture }) => `${os}/${architecture}`);
    return nodePlatforms.filter((name) => names.includes(name));
  }

  /** Returns the platform of an image for one platform, from its configuration. Its manifest does not contain it. */
  private async configuration(reference: ImageReference, digest: string): Promise<z.infer<typeof platform>> {
    const { body } = await this.ask("GET", reference, `blobs/${digest}`);
    checkDigest(digest, sha256(body), reference);
    return parsed(platform, body, reference.registry);
  }

  /** Requests a resource of a repository and follows redirects. Tokens are sent to their own registry only. */
  private async ask(method: "GET" | "HEAD", reference: ImageReference, what: string): Promise<Answer> {
    const { registry, repository } = reference;
    let address = new URL(`${scheme(registry)}://${registry}/v2/${repository}/${what}`);
    const asked = new Set<string>();
    for (let way = 0; way < longestWay; way++) {
      const place = `${address.origin} ${repository}`;
      const given = this.tokens.get(place);
      const headers = { accept: accepted, ...(given !== undefined && { authorization: `Bearer ${given}` }) };
      const answer = await request(method, address, headers, this.limits);
      const location = answer.headers.get("location");
      if (answer.status >= 300 && answer.status < 400 && location !== null) {
        address = new URL(location, address);
      } else if (answer.status === 401 && !asked.has(place)) {
        asked.add(place);
        this.tokens.set(place, await this.login(answer, address));
      } else {
        return found(answer, address, reference);
      }
    }
    throw new RegistryError(`${registry} redirects more than ${longestWay} times`);
  }

  private async login({ headers }: Answer, { host }: URL): Promise<string> {
    const challenge = bearerChallenge(headers.get("www-authenticate"));
    if (!challenge) throw new RegistryError(`${host} requires a login`);
    const address = tokenAddress(challenge);
    const answer = await request("GET", address, { accept: "application/json" }, this.limits);
    if (answer.status !== 200) throw new RegistryError(`${address.host} returns no token: status ${answer.status}`);
    const given = parsed(token, answer.body, address.host);
    const text = given.token ?? given.access_token;
    if (text === undefined) throw new RegistryError(`${address.host} returns no token`);
    return text;
  }
}

function checkDigest(said: string, computed: string, { registry }: ImageReference): void {
  if (said !== computed) throw new RegistryError(`${registry} announces ${said} but sends content with ${computed}`);
}

function found(answer: Answer, { host }: URL, { repository, tag }: ImageReference): Answer {
  if (answer.status === 200) return answer;
  // Some registries also respond so for images that exist but are not public.
  if (answer.status === 404) throw new RegistryError(`${host} has no ${repository}:${tag}`);
  if (answer.status === 401 || answer.status === 403) throw new RegistryError(`${host} requires a login`);
  throw new RegistryError(`${host} answers ${answer.status}`);
}

/** Returns the URL scheme. Like other clients, it uses no TLS for registries on this machine. */
function scheme(registry: string): string {
  return /^(localhost|127\.0\.0\.1)(:|$)/.test(registry) ? "http" : "https";
}

function sha256(body: Buffer): string {
  return `sha256:${createHash("sha256").update(body).digest("hex")}`;
}

function parsed<T>(shape: z.ZodType<T>, body: Buffer, host: string): T {
  let content: unknown;
  try {
    content = JSON.parse(body.toString("utf8"));
  } catch {
    throw new RegistryError(`${host} sends a response that is not JSON`);
  }
  const result = shape.safeParse(content);
  if (!result.success)
    throw new RegistryError(`${host} sends a response that is not a manifest, a configuration or a token`);
  return result.data;
}
