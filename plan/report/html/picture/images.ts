import { textOf } from "../../../../core/json/reading";
import type { PageModel } from "../pageModel";
import type { Parts } from "./parts";
import type { Reason } from "./reason";

/** Images of the account's own repositories, which workloads and services pull. */
export function imageEdges(model: PageModel, parts: Parts): Reason[] {
  const repositories = new Map(
    model.custom
      .filter(({ type }) => type === "aws:ecr/repository:Repository")
      .map(({ urn, inputs }) => [textOf(inputs.name) ?? "", urn]),
  );
  if (repositories.size === 0) return [];
  return model.custom
    .filter(({ type }) => type.startsWith("kubernetes:"))
    .flatMap((resource) => {
      const from = parts.ownerOf(resource.urn);
      if (from === undefined) return [];
      const text = JSON.stringify(resource.inputs);
      const pulled = new Set(
        [...text.matchAll(/\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/([^":@]+)/g)].map(([, name]) => name ?? ""),
      );
      return [...pulled].flatMap((name): Reason[] => {
        const repository = repositories.get(name);
        const to = repository && parts.ownerOf(repository);
        return repository === undefined || to === undefined
          ? []
          : [{ from, to, kind: "artifacts", text: `pulls ${name}`, evidence: [resource.urn, repository] }];
      });
    });
}
