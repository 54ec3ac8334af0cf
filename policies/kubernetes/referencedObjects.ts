import type { JsonObject } from "../../core/json/json";
import { fieldOf, textOf } from "../../core/json/reading";
import type { FindObject } from "../../core/kubernetes/kind";
import type { Subject } from "../subject";
import { type KubernetesObject, kubernetesObject } from "./objects";

/** Finds the objects that other objects refer to. The first lookup creates the index. */
export class ReferencedObjects {
  private index: ReadonlyMap<string, JsonObject> | undefined;

  constructor(private readonly subjects: Iterable<Subject>) {}

  /** Returns a lookup for an object: it finds objects of the same namespace, and cluster-scoped objects. */
  from({ namespace }: Pick<KubernetesObject, "namespace">): FindObject {
    return (kind, name) =>
      this.objects.get(keyOf(kind, namespace, name)) ?? this.objects.get(keyOf(kind, undefined, name));
  }

  private get objects(): ReadonlyMap<string, JsonObject> {
    this.index ??= new Map(
      [...this.subjects].flatMap((subject): [string, JsonObject][] => {
        const found = kubernetesObject(subject);
        const name = textOf(fieldOf(found?.object, "metadata", "name"));
        return found && name !== undefined ? [[keyOf(found.kind, found.namespace, name), found.object]] : [];
      }),
    );
    return this.index;
  }
}

function keyOf(kind: string, namespace: string | undefined, name: string): string {
  return `${kind}/${namespace ?? ""}/${name}`;
}
