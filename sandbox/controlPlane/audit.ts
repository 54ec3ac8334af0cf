import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";

/** Audit policy that logs users, objects and answers, but no contents, to keep secrets out of the log. */
export const auditPolicy = {
  apiVersion: "audit.k8s.io/v1",
  kind: "Policy",
  omitStages: ["RequestReceived"],
  rules: [
    { level: "None", verbs: ["get", "list", "watch"] },
    {
      level: "None",
      resources: [
        { group: "", resources: ["events"] },
        { group: "events.k8s.io", resources: ["events"] },
        { group: "coordination.k8s.io", resources: ["leases"] },
        { group: "authentication.k8s.io" },
        { group: "authorization.k8s.io" },
      ],
    },
    { level: "Metadata" },
  ],
};

const event = z.object({
  verb: z.string(),
  user: z.object({ username: z.string() }),
  userAgent: z.string().optional(),
  objectRef: z
    .object({
      resource: z.string(),
      namespace: z.string().optional(),
      name: z.string().optional(),
      apiGroup: z.string().optional(),
      subresource: z.string().optional(),
    })
    .optional(),
  responseStatus: z.object({ code: z.int() }).optional(),
  requestReceivedTimestamp: z.string(),
});

/** A write request. */
export type AuditEvent = Readonly<z.output<typeof event>>;

/** Returns all events of an audit log, oldest first. */
export async function readAuditLog(file: string): Promise<AuditEvent[]> {
  const events: AuditEvent[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line !== "") events.push(event.parse(JSON.parse(line)));
  }
  return events;
}
