import type * as pulumi from "@pulumi/pulumi";
import { problem } from "../../core/errors/problems";

/** A repository, and a tag, a digest or both. A registry's port is no tag. */
const imageReference = /^[a-z0-9][\w.:/-]*?(?::(?<tag>[\w][\w.-]{0,127}))?(?<digest>@sha256:[0-9a-f]{64})?$/;

/** What is wrong with the image of a workload, where its name is known. */
export function imageProblems(subject: string, image: pulumi.Input<string>): string[] {
  if (typeof image !== "string") return [];
  const { tag, digest } = imageReference.exec(image)?.groups ?? {};
  if (digest !== undefined || (tag !== undefined && tag !== "latest")) return [];
  return [
    problem(
      subject,
      `image "${image}" ${tag === "latest" ? "may be another one tomorrow" : "has neither tag nor digest"}`,
      "name a version, such as repository:1.4.0, or a digest, repository@sha256:…",
    ),
  ];
}
