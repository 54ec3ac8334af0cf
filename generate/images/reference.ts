/** Parts of an image's name, such as `public.ecr.aws/karpenter/controller:1.14.1`. */
export interface ImageReference {
  /** Host of the registry's API, with its port if set. */
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
}

const form = /^(?<registry>[a-z0-9.-]+(?::\d+)?)\/(?<repository>[a-z0-9._/-]+):(?<tag>\w[\w.-]{0,127})$/;

/**
 * @throws Error for a name without registry or tag. Short names are rejected, because runtimes resolve them
 * differently.
 */
export function parseReference(reference: string): ImageReference {
  const { registry, repository, tag } = form.exec(reference)?.groups ?? {};
  if (registry === undefined || repository === undefined || tag === undefined || !/[.:]|^localhost$/.test(registry)) {
    throw new Error(
      `image ${JSON.stringify(reference)} must have a registry, a repository and a tag\n` +
        "  fix: write all of them, such as docker.io/grafana/grafana:13.2.0",
    );
  }
  if (registry !== "docker.io") return { registry, repository, tag };
  // The API of Docker Hub has another host, and official images are in the folder `library`.
  return {
    registry: "registry-1.docker.io",
    repository: repository.includes("/") ? repository : `library/${repository}`,
    tag,
  };
}
