import { z } from "zod";
import { field, numberField, textField } from "../../../core/schema/fields";
import type { Preset } from "../environments";

const waiver = z.strictObject({
  rule: textField(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "a rule's name", {
    description: "The rule that is waived: docs/rules.md has them all.",
    example: "no-host-paths",
    fix: "write one rule's name as docs/rules.md has it",
  }),
  resource: textField(/^[^\s/]+(\/[^\s/]+\/[^\s/]+)?$/, "a resource's name, or Kind/namespace/name", {
    description:
      "What it is waived for: a resource by its name in the plan, or a Kubernetes object as `Kind/namespace/name`, which holds in the cluster too. `*` stands for any text.",
    example: "DaemonSet/monitoring/node-agent",
    fix: "write the name that the plan shows, or Kind/namespace/name",
  }),
  reason: field(z.string().trim().min(10, { error: "must say why, in at least 10 characters" }), {
    description: "Why, for whoever reviews it.",
    example: "the vendor's agent reads logs of the node; ticket OPS-1234",
    fix: "say why the rule is broken here, and where more is to be read",
  }),
  expires: field(z.iso.date({ error: "must be a day, as YYYY-MM-DD" }), {
    description: "The last day on which it holds.",
    example: "2027-03-31",
    fix: "write a day such as 2027-03-31",
  }),
});

const tag = field(z.string().min(1, { error: "must not be empty" }), {
  description: "Name of a tag.",
  example: "owner",
  fix: "write a tag's name, such as owner",
});

/** `guardrails`: what rules are told, and what they are told to let pass. */
export function guardrailsSection({ guardrails }: Preset) {
  return z.strictObject({
    registries: field(
      z.array(
        textField(
          /^[a-z0-9][a-z0-9.-]*(:[0-9]+)?(\/[a-z0-9][a-z0-9._-]*)*\/$/,
          "the beginning of images, with a slash at its end",
          {
            description: "Registry, or registry and path.",
            example: "ghcr.io/acme/",
            fix: "write it as images begin, such as ghcr.io/acme/",
          },
        ),
      ),
      {
        description:
          "Where images of teams' pods may come from, besides the account's own repositories and those of the platform's images.",
        example: ["ghcr.io/acme/"],
        fix: "list beginnings of images, each with a slash at its end",
      },
    ).default([]),
    instanceTypes: field(
      z
        .array(
          textField(/^[a-z0-9.*-]+$/, "a type of instance, or one with *", {
            description: "Type, with `*` for any text.",
            example: "m7i.*",
            fix: "write a type such as m7i.large, or m7i.* for all of a family",
          }),
        )
        .min(1, { error: "must name at least one type of instance: no node could start" }),
      {
        description: "Types of instances that nodes may have; `*` stands for any text.",
        example: ["m7i.*", "g6.*"],
        fix: "list types such as m7i.large, or m7i.* for all of a family",
        default: "`dev` and `staging`: general ones, and single-node GPUs; `prod`: all",
      },
    ).default([...guardrails.instanceTypes]),
    requiredTags: field(z.array(tag), {
      description: "Tags that every AWS resource which can bear tags has, besides the platform's own.",
      example: ["owner", "cost-center"],
      fix: "list names of tags, and give them values under tags",
    }).default([]),
    gpusPerPod: numberField(1, 64, {
      description: "GPUs, or other accelerators, that one pod may have at most.",
      example: 8,
    }).default(8),
    waivers: field(z.array(waiver), {
      description: "Rules that are let be broken, by whom, why and until when. The plan shows every one.",
      example: [
        {
          rule: "no-host-paths",
          resource: "DaemonSet/monitoring/node-agent",
          reason: "the vendor's agent reads logs of the node; ticket OPS-1234",
          expires: "2027-03-31",
        },
      ],
      fix: "list waivers, each with rule, resource, reason and expires",
    }).default([]),
  });
}

/** Guardrails' settings as the program reads them. */
type GuardrailsSettings = z.output<ReturnType<typeof guardrailsSection>>;
export type Waiver = GuardrailsSettings["waivers"][number];
