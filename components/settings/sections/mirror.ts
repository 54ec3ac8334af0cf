import { z } from "zod";
import { field, textField } from "../../../core/schema/fields";

/** `mirror`: where images, charts and Git repositories come from, if not from their publishers. */
export function mirrorSection() {
  return z.strictObject({
    images: textField(/^[a-z0-9][a-z0-9.-]*(:\d+)?(\/[a-z0-9._/-]+)?$/, "a registry, with or without a prefix", {
      description:
        "Registry and prefix that hold every image under its own registry's name, as an ECR pull-through cache does. Needed without NAT.",
      example: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/mirror",
      fix: "write registry and prefix without https://, such as 111122223333.dkr.ecr.eu-west-1.amazonaws.com/mirror",
      default: "the images' own registries",
    }).optional(),
    charts: field(z.string().min(1, { error: "must name a registry or a folder" }), {
      description: "Registry of charts (`oci://…`) that holds every chart by its name, or a local folder of charts.",
      example: "oci://111122223333.dkr.ecr.eu-west-1.amazonaws.com/charts",
      default: "the charts' own repositories",
    }).optional(),
    git: textField(
      /^https:\/\/[a-z0-9][a-z0-9.-]*(:\d+)?(\/[A-Za-z0-9._/-]+)?$/,
      "an address that begins with https://",
      {
        description:
          "Server and prefix that hold every Git repository under its own host's name: Argo CD fetches `<git>/github.com/kubeflow/trainer`. Needed without NAT.",
        example: "https://git.example.com/mirror",
        fix: "write the address without a slash at its end, such as https://git.example.com/mirror",
        default: "the repositories' own hosts",
      },
    ).optional(),
  });
}
