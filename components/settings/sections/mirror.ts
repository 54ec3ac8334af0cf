import { z } from "zod";
import { cachedRegistries } from "../../../core/aws/pullThroughCache";
import { field, textField } from "../../../core/schema/fields";

/** `mirror`: sources of images, charts and Git repositories that replace those of their publishers. */
export function mirrorSection() {
  return z.strictObject({
    images: textField(/^[a-z0-9][a-z0-9.-]*(:\d+)?(\/[a-z0-9._/-]+)?$/, "a registry, or a registry and a prefix", {
      description: `Registry and prefix of a mirror that has every image below the name of its own registry: nodes pull \`<images>/quay.io/argoproj/argocd\`. \`npm run plan -- --mirror-list FILE\` lists the images to copy. ECR pull-through caches do not replace the copies: they exist for ${Object.keys(cachedRegistries).join(", ")} only, and the first pull of an image needs a NAT gateway and permissions that nodes do not have. Required if \`network.natGateways\` is \`none\`.`,
      example: "111122223333.dkr.ecr.us-west-2.amazonaws.com/mirror",
      fix: "use registry and prefix without https://, such as 111122223333.dkr.ecr.us-west-2.amazonaws.com/mirror",
      default: "the images' own registries",
    }).optional(),
    charts: field(z.string().min(1, { error: "must be a registry or a folder" }), {
      description: "OCI registry (`oci://…`) that has every chart by its name, or a local folder of charts.",
      example: "oci://111122223333.dkr.ecr.us-west-2.amazonaws.com/charts",
      default: "the charts' own repositories",
    }).optional(),
    git: textField(
      /^https:\/\/[a-z0-9][a-z0-9.-]*(:\d+)?(\/[A-Za-z0-9._/-]+)?$/,
      "an address that starts with https://",
      {
        description:
          "Server and prefix of a mirror that has every Git repository below the name of its own host: Argo CD fetches `<git>/github.com/kubeflow/trainer`. Required if `network.natGateways` is `none`.",
        example: "https://git.example.com/mirror",
        fix: "use an address without a slash at the end, such as https://git.example.com/mirror",
        default: "the repositories' own hosts",
      },
    ).optional(),
  });
}
