/** An image's name in its parts: `public.ecr.aws/karpenter/controller:1.14.1`. */
export interface ImageReference {
  /** Host of the registry's API, with its port where it has one. */
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
}

const form = /^(?<registry>[a-z0-9.-]+(?::\d+)?)\/(?<repository>[a-z0-9._/-]+):(?<tag>\w[\w.-]{0,127})$/;

/** @throws Error for a name without registry or tag. Docker's short names are refused: each runtime makes its own of them. */
export function parseReference(reference: string): ImageReference {
  const { registry, repository, tag } = form.exec(reference)?.groups ?? {};
  if (registry === undefined || repository === undefined || tag === undefined || !/[.:]|^localhost$/.test(registry)) {
    throw new Error(
      `image ${JSON.stringify(reference)} names no registry, repository and tag\n` +
        "  fix: write all of them, such as docker.io/grafana/grafana:13.2.0",
    );
  }
  if (registry !== "docker.io") return { registry, repository, tag };
  // Docker Hub's API has a host of its own, and a folder for images that belong to nobody.
  return {
    registry: "registry-1.docker.io",
    repository: repository.includes("/") ? repository : `library/${repository}`,
    tag,
  };
}
