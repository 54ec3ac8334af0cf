import type { ImageLock, LockedImage, ResolvedImage } from "../../components/versions";
import { RegistryError } from "./http";
import { parseReference } from "./reference";
import type { Manifest, NodePlatform, RegistryClient } from "./registry";

/** Result of resolving all images. */
export interface Locked {
  readonly lock: ImageLock;
  /** Messages about missing digests. */
  readonly notes: readonly string[];
  /** Messages about problems that must be resolved before an installation. */
  readonly alarms: readonly string[];
}

export interface LockOptions {
  readonly client: Pick<RegistryClient, "resolve">;
  /** Platforms of the nodes, which each image must have. */
  readonly platforms: readonly NodePlatform[];
  /** Date as YYYY-MM-DD. */
  readonly today: string;
  /** Images whose changed digest was reviewed and is accepted. */
  readonly accepted: readonly string[];
}

/** Concurrent requests. Registries limit their rate. */
const concurrency = 4;

/**
 * Resolves all images, and reports differences from the previous lock.
 *
 * A known digest stays if the registry cannot be reached. It also stays if the registry has another digest for the tag,
 * until `accepted` names the image. An image that cannot be resolved is recorded with the reason. Images that are no
 * longer used are removed.
 */
export async function lockImages(
  references: readonly string[],
  before: ImageLock,
  options: LockOptions,
): Promise<Locked> {
  const wanted = [...new Set(references)].sort();
  const entries = await inParallel(wanted, concurrency, async (reference) => {
    const known = resolved(before[reference]);
    return { reference, ...lockedImage(reference, known, await ask(reference, known, options.client), options) };
  });
  return {
    lock: Object.fromEntries(entries.map(({ reference, locked }) => [reference, locked])),
    notes: entries.flatMap(({ notes }) => notes),
    alarms: entries.flatMap(({ alarms }) => alarms),
  };
}

/** Returns the text of the file. */
export function lockText(lock: ImageLock): string {
  const list = (value: unknown) => (Array.isArray(value) ? `[${value.map(quoted).join(", ")}]` : quoted(value));
  const entries = Object.entries(lock).map(([reference, locked]) => {
    const lines = Object.entries(locked).map(([key, value]) => `    ${quoted(key)}: ${list(value)}`);
    return `  ${quoted(reference)}: {\n${lines.join(",\n")}\n  }`;
  });
  return `{\n${entries.join(",\n")}\n}\n`;
}

function quoted(value: unknown): string {
  return JSON.stringify(value);
}

async function ask(
  reference: string,
  known: ResolvedImage | undefined,
  client: LockOptions["client"],
): Promise<Manifest | RegistryError> {
  try {
    return await client.resolve(parseReference(reference), known);
  } catch (error) {
    if (error instanceof RegistryError) return error;
    throw error;
  }
}

interface LockResult {
  readonly locked: LockedImage;
  readonly notes: readonly string[];
  readonly alarms: readonly string[];
}

function lockedImage(
  reference: string,
  known: ResolvedImage | undefined,
  answer: Manifest | RegistryError,
  { platforms, today, accepted }: LockOptions,
): LockResult {
  if (answer instanceof RegistryError) {
    const note = `${reference}: ${answer.message}`;
    return known
      ? { locked: known, notes: [`${note}; the lock keeps the digest of ${known.resolvedAt}`], alarms: [] }
      : { locked: { unresolved: answer.message }, notes: [note], alarms: [] };
  }
  const missing = platforms.filter((platform) => !answer.platforms.includes(platform));
  const alarms = missing.map((platform) => `${reference} does not support ${platform}, which nodes of the stacks have`);
  if (!known || known.digest === answer.digest || accepted.includes(reference)) {
    const { digest, platforms: found } = answer;
    const same = known?.digest === digest;
    return { locked: same ? known : { digest, platforms: found, resolvedAt: today }, notes: [], alarms };
  }
  const moved =
    `the tag of ${reference} has moved: ${known.digest} on ${known.resolvedAt}, ${answer.digest} today. The lock keeps the earlier digest\n` +
    `  fix: find out who moved the tag, and why. To accept the new digest: npm run images:lock -- --accept ${reference}`;
  return { locked: known, notes: [], alarms: [moved, ...alarms] };
}

function resolved(locked: LockedImage | undefined): ResolvedImage | undefined {
  return locked !== undefined && "digest" in locked ? locked : undefined;
}

async function inParallel<In, Out>(
  items: readonly In[],
  limit: number,
  work: (item: In) => Promise<Out>,
): Promise<Out[]> {
  const results = new Map<number, Out>();
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results.set(index, await work(item));
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return [...results].sort(([one], [other]) => one - other).map(([, result]) => result);
}
