import { groupBy, isOpaque } from "../core/graph/graph";
import type { RegistrationOptions } from "../core/graph/registration";
import type { JsonObject } from "../core/json/json";
import { guardInputs } from "./hiddenInputs";

/** A resource as the plan and the policy pack pass it to rules. */
export interface Subject {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string | undefined;
  readonly custom: boolean;
  /** Inputs with tokens for unknown values (`core/graph/tokens.ts`) and with secrets redacted. */
  readonly inputs: JsonObject;
  /** The inputs. Reading a value that is unknown as a whole or secret throws `HiddenInput`. */
  readonly knownInputs: object;
  readonly dependsOn: readonly string[];
  /** URNs of the resources on which each input depends. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly options: Pick<RegistrationOptions, "protect" | "ignoreChanges"> & Partial<RegistrationOptions>;
  /** URN of the chart from which it was rendered. */
  readonly renderedFrom?: string | undefined;
}

export function subject(resource: Omit<Subject, "knownInputs">): Subject {
  return { ...resource, knownInputs: guardInputs(resource.inputs) };
}

/** All resources of a stack. */
export class Graph {
  private readonly byUrn: ReadonlyMap<string, Subject>;
  private readonly byType: ReadonlyMap<string, readonly Subject[]>;

  /** @param referable Resources that references may name, including those that are not judged. @default - `subjects` */
  constructor(
    readonly subjects: readonly Subject[],
    readonly referable: Iterable<Subject> = subjects,
  ) {
    this.byUrn = new Map(subjects.map((one) => [one.urn, one]));
    this.byType = groupBy(subjects, ({ type }) => type);
  }

  get(urn: string): Subject | undefined {
    return this.byUrn.get(urn);
  }

  ofType(...types: readonly string[]): readonly Subject[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /** Returns the resources of a type whose input depends on this resource, such as the versioning of a bucket. */
  dependents({ urn }: Subject, type: string, input: string): readonly Subject[] {
    return this.ofType(type).filter(({ propertyDependencies }) => propertyDependencies[input]?.includes(urn));
  }

  /** Returns the charts and Applications whose objects the graph does not contain. */
  opaque(): readonly Subject[] {
    const rendered = new Set(this.subjects.flatMap(({ renderedFrom }) => renderedFrom ?? []));
    return this.subjects.filter((one) => isOpaque(one) && !rendered.has(one.urn));
  }
}
