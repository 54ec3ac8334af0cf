import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { commonFields } from "../../../components/workloads/fields";
import type { WorkloadKind } from "../../../components/workloads/kind";
import { Workload } from "../../../components/workloads/workload";
import { waitsFor } from "../../support/graph";
import { only, recordComponent } from "../../support/record";
import { teamWorkspace } from "../../support/workspace";

const schema = z.strictObject(commonFields);

const noteKind: WorkloadKind<typeof schema> = {
  name: "Note",
  description: "A note.",
  page: "notes.md",
  schema,
  longestName: () => 10,
  checks: [],
};

/** A workload of one ConfigMap. */
class Note extends Workload<typeof schema> {
  constructor(name: string, args: z.input<typeof schema>, opts: pulumi.ComponentResourceOptions = {}) {
    super(noteKind, name, args, opts);
    if (this.checked) new k8s.core.v1.ConfigMap(name, { metadata: this.metadata() }, { parent: this });
    this.registerOutputs({});
  }
}

const configMapType = "kubernetes:core/v1:ConfigMap";

describe("Workload", () => {
  it("has its objects in the team's namespace, with its name and its labels", async () => {
    const resources = await recordComponent(() => new Note("note", { workspace: teamWorkspace() }));
    expect(only(resources, configMapType).inputs.metadata).toEqual({
      name: "note",
      namespace: "vision",
      labels: {
        "app.kubernetes.io/name": "note",
        "app.kubernetes.io/instance": "note",
        "app.kubernetes.io/managed-by": "pulumi",
        "app.kubernetes.io/part-of": "vision",
        "mlops.platform/workload": "Note",
        "mlops.platform/team": "vision",
      },
    });
  });

  it("uses the workspace's provider, and depends on the workspace and its own options", async () => {
    const resources = await recordComponent(() => {
      const first = new k8s.core.v1.ConfigMap("first", {});
      return new Note("note", { workspace: teamWorkspace() }, { dependsOn: first });
    });
    const note = only(resources, configMapType, "note");
    expect(note.provider).toBe("urn:pulumi:test::mlops::pulumi:providers:kubernetes::kubernetes");
    const before = [
      only(resources, configMapType, "first"),
      only(resources, "kubernetes:core/v1:LimitRange"),
      only(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy", "t-network-default-deny"),
    ];
    expect(before.filter((one) => !waitsFor(resources, note, one))).toEqual([]);
  });

  it.each(["Note", "1note", "note-", "a.b", "", "elevenchars"])("refuses the name %j", async (name) => {
    const refused = recordComponent(() => new Note("note", { workspace: teamWorkspace(), name }));
    await expect(refused).rejects.toThrow(
      `Note "note" has 1 problem:\n\n  name = "${name}"\n    must be at most 10 lower-case letters, digits and hyphens, a letter first\n    fix: pass another name`,
    );
  });
});
