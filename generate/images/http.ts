/** How long a registry is waited for. */
export interface Patience {
  /** Of one request with its answer, ms. */
  readonly timeout: number;
  /** Tries of one request. */
  readonly attempts: number;
  /** Before the second try, ms; twice that before the next, and so on. */
  readonly pause: number;
  /** As long as a registry may ask to be left alone, ms. */
  readonly longestPause: number;
}

export const patience: Patience = { timeout: 20_000, attempts: 4, pause: 1000, longestPause: 60_000 };

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

/** A registry that does not answer, or not with what it was asked for. Its message is the same each time. */
export class RegistryError extends Error {}

/**
 * Asks once more where nobody answers, the server fails, or it wants to be left alone for a while. Redirects are answers:
 * who follows them has to know what not to send along.
 *
 * @throws RegistryError where the last try fails too.
 */
export async function request(
  method: "GET" | "HEAD",
  address: URL,
  headers: Readonly<Record<string, string>>,
  limits: Patience,
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await once(method, address, headers, limits);
    if (!(answer instanceof RegistryError) && answer.status !== 429 && answer.status < 500) return answer;
    const pause = Math.max(limits.pause * 2 ** (attempt - 1), answer instanceof RegistryError ? 0 : wanted(answer));
    if (attempt >= limits.attempts || pause > limits.longestPause) {
      throw answer instanceof RegistryError ? answer : new RegistryError(`${address.host} answers ${answer.status}`);
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

async function once(
  method: string,
  address: URL,
  headers: Readonly<Record<string, string>>,
  { timeout }: Patience,
): Promise<Answer | RegistryError> {
  try {
    const signal = AbortSignal.timeout(timeout);
    const response = await fetch(address, { method, headers, redirect: "manual", signal });
    return {
      status: response.status,
      headers: response.headers,
      body: Buffer.from(await response.arrayBuffer()),
    };
  } catch (error) {
    return new RegistryError(`${address.host} cannot be reached: ${reason(error)}`);
  }
}

/** How long a server asks to be left alone, ms: seconds or a date. */
function wanted({ headers }: Answer): number {
  const after = headers.get("retry-after");
  if (after === null) return 0;
  const milliseconds = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.now();
  return Number.isNaN(milliseconds) ? 0 : Math.max(0, milliseconds);
}

/** What is at the bottom: fetch itself says no more than that it failed. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause !== undefined) return reason(error.cause);
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
