import type { ClientRequest } from "node:http";

/** Sends a request and reads its answer whole, whatever the status. */
export function answerOf(request: ClientRequest, body?: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    request.on("error", reject);
    request.once("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    request.end(body);
  });
}
