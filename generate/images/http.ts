/** Timeouts and retries of requests to a registry. */
export interface RetryPolicy {
  /** Timeout of a request and its response, ms. */
  readonly timeout: number;
  /** Maximum number of attempts for a request. */
  readonly attempts: number;
  /** Pause before the second attempt, ms. It doubles before each further attempt. */
  readonly pause: number;
  /** Longest pause that a registry may request, ms. */
  readonly longestPause: number;
}

export const defaultRetryPolicy: RetryPolicy = { timeout: 20_000, attempts: 4, pause: 1000, longestPause: 60_000 };

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

/** A registry does not respond, or sends an unexpected response. Equal causes have equal messages. */
export class RegistryError extends Error {}

/**
 * Sends a request, and retries if the server does not respond, fails or asks for a pause. Redirects are returned,
 * because the caller must decide which headers to send to the new address.
 *
 * @throws RegistryError if all attempts fail.
 */
export async function request(
  method: "GET" | "HEAD",
  address: URL,
  headers: Readonly<Record<string, string>>,
  limits: RetryPolicy,
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await requestOnce(method, address, headers, limits);
    if (!(answer instanceof RegistryError) && answer.status !== 429 && answer.status < 500) return answer;
    const pause = Math.max(limits.pause * 2 ** (attempt - 1), answer instanceof RegistryError ? 0 : wanted(answer));
    if (attempt >= limits.attempts || pause > limits.longestPause) {
      throw answer instanceof RegistryError ? answer : new RegistryError(`${address.host} answers ${answer.status}`);
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

async function requestOnce(
  method: string,
  address: URL,
  headers: Readonly<Record<string, string>>,
  { timeout }: RetryPolicy,
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

/** Returns the pause that a server requests, ms. The header has seconds or a date. */
function wanted({ headers }: Answer): number {
  const after = headers.get("retry-after");
  if (after === null) return 0;
  const milliseconds = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.now();
  return Number.isNaN(milliseconds) ? 0 : Math.max(0, milliseconds);
}

/** Returns the root cause, because fetch only reports that it failed. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause !== undefined) return reason(error.cause);
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
