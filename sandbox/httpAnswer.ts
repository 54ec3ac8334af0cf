import type { ClientRequest } from "node:http";

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  /** Texts of its `Warning` headers: https://kubernetes.io/blog/2020/09/03/warnings/. */
  readonly warnings: readonly string[];
}

/** Sends a request and reads the complete answer, for any status. */
export function answerOf(request: ClientRequest, body?: string): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    request.on("error", reject);
    request.once("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString("utf8"),
          warnings: warningsIn(response.headers.warning ?? ""),
        }),
      );
    });
    request.end(body);
  });
}

/** `299 - "one", 299 - "another"`. */
function warningsIn(header: string): string[] {
  return [...header.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text = ""]) => text.replace(/\\(.)/g, "$1"));
}
