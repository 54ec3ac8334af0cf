import { z } from "zod";
import { field, numberField, textField } from "../../../core/schema/fields";
import type { Preset } from "../environments";

const waiver = z.strictObject({
  rule: textField(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "the name of a rule", {
    description: "Name of the waived rule. docs/rules.md lists all rules.",
    example: "no-host-paths",
    fix: "use the name of a rule in docs/rules.md",
  }),
  resource: textField(/^[^\s/]+(\/[^\s/]+\/[^\s/]+)?$/, "the name of a resource, or Kind/namespace/name", {
    description:
      "Resources that the waiver covers: a name in the plan, or a Kubernetes object as `Kind/namespace/name`, which the cluster's admission policies waive too. `*` matches any text.",
    example: "DaemonSet/monitoring/node-agent",
    fix: "use the full name, such as labels-server where the report shows labels / server, or Kind/namespace/name",
  }),
  reason: field(z.string().trim().min(10, { error: "must give a reason of at least 10 characters" }), {
    description: "Reason of the waiver, at least 10 characters, for reviewers.",
    example: "the vendor's agent reads logs of the node; ticket OPS-1234",
    fix: "state why the rule does not apply here, with a reference such as a ticket",
  }),
  expires: field(z.iso.date({ error: "must be a date of the form YYYY-MM-DD" }), {
    description: "Last day of the waiver, as YYYY-MM-DD.",
    example: "2027-03-31",
    fix: "use a date such as 2027-03-31",
  }),
});

const tag = field(z.string().min(1, { error: "must not be empty" }), {
  description: "Key of a tag.",
  example: "owner",
  fix: "use the key of a tag, such as owner",
});

/** `guardrails`: configuration of rules, and waivers. */
export function guardrailsSection({ guardrails }: Preset) {
  return z.strictObject({
    registries: field(
      z.array(
        textField(
          /^[a-z0-9][a-z0-9.-]*(:[0-9]+)?(\/[a-z0-9][a-z0-9._-]*)*\/$/,
          "a prefix of images that ends with a slash",
          {
            description: "Prefix of images: a registry, or a registry and a path, with a slash at the end.",
            example: "ghcr.io/acme/",
            fix: "use the first part of the image's name, such as ghcr.io/acme/",
          },
        ),
      ),
      {
        description:
          "Prefixes of images that teams' pods may use, in addition to the account's own repositories and the images of the platform.",
        example: ["ghcr.io/acme/"],
        fix: "list prefixes of images, each with a slash at the end",
      },
    ).default([]),
    instanceTypes: field(
      z
        .array(
          textField(/^[a-z0-9.*-]+$/, "an instance type, or a pattern with *", {
            description: "Instance type; `*` matches any text.",
            example: "m7i.*",
            fix: "use a type such as m7i.large, or a pattern such as m7i.* for a family",
          }),
        )
        .min(1, { error: "must list at least one instance type: otherwise no node may start" }),
      {
        description: "Instance types that nodes may have; `*` matches any text.",
        example: ["m7i.*", "g6.*"],
        fix: "list types such as m7i.large, or patterns such as m7i.* for a family",
        default: "in `dev` and `staging` common CPU and GPU types; in `prod` all types",
      },
    ).default([...guardrails.instanceTypes]),
    requiredTags: field(z.array(tag), {
      description: "Keys of tags that every taggable AWS resource must have, in addition to the platform's own tags.",
      example: ["owner", "cost-center"],
      fix: "list keys of tags, and set their values in mlops:tags",
    }).default([]),
    gpusPerPod: numberField(1, 64, {
      description: "Maximum number of GPUs or other accelerators of one pod.",
      example: 8,
    }).default(8),
    waivers: field(z.array(waiver), {
      description: "Exceptions from rules: for which resource, why and until when. The plan lists all of them.",
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

type GuardrailsSettings = z.output<ReturnType<typeof guardrailsSection>>;

/** A waiver of the settings. */
export type Waiver = GuardrailsSettings["waivers"][number];
