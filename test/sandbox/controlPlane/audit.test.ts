import { mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readAuditLog } from "../../../sandbox/controlPlane/audit";

describe("readAuditLog", () => {
  it("reads one event per line, as the API server writes them", async () => {
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), "sandbox-audit-")), "audit.log");
    const event = {
      kind: "Event",
      level: "Metadata",
      stage: "ResponseComplete",
      verb: "patch",
      user: { username: "arn:aws:iam::111122223333:role/mlops-deployer", groups: ["system:authenticated"] },
      userAgent: "pulumi-kubernetes/4.25.0",
      objectRef: { resource: "nodepools", name: "general", apiGroup: "karpenter.sh", apiVersion: "v1" },
      responseStatus: { metadata: {}, code: 201 },
      requestReceivedTimestamp: "2026-11-24T00:00:00.000000Z",
    };
    writeFileSync(file, `${JSON.stringify(event)}\n${JSON.stringify({ ...event, verb: "delete" })}\n`);
    const events = await readAuditLog(file);
    expect(events.map(({ verb }) => verb)).toEqual(["patch", "delete"]);
    expect(events[0]).toMatchObject({
      objectRef: { resource: "nodepools", name: "general" },
      responseStatus: { code: 201 },
    });
  });
});
