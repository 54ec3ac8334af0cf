import { groupBy, isOpaque } from "../core/graph/graph";
import type { RegistrationOptions } from "../core/graph/registration";
import type { JsonObject } from "../core/json/json";
import { guardInputs } from "./hiddenInputs";

/** A resource as rules see it, at the plan and in the policy pack alike. */
export interface Subject {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string | undefined;
  readonly custom: boolean;
  /** What is unknown is a token (`core/graph/tokens.ts`), what is secret hidden. */
  readonly inputs: JsonObject;
  /** The inputs, of which reading one that is unknown or secret as a whole throws `HiddenInput`. */
  readonly knownInputs: object;
  readonly dependsOn: readonly string[];
  /** URNs behind each input. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly options: Pick<RegistrationOptions, "protect" | "ignoreChanges"> & Partial<RegistrationOptions>;
  /** URN of the chart that it was rendered from. */
  readonly renderedFrom?: string | undefined;
}

export function subject(resource: Omit<Subject, "knownInputs">): Subject {
  return { ...resource, knownInputs: guardInputs(resource.inputs) };
}

/** All resources of a stack. */
export class Graph {
  private readonly byUrn: ReadonlyMap<string, Subject>;
  private readonly byType: ReadonlyMap<string, readonly Subject[]>;

  /** @param around Resources that these may refer to, which are not judged. @default - these */
  constructor(
    readonly subjects: readonly Subject[],
    readonly around: Iterable<Subject> = subjects,
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

  /** Resources of a type that name this one by an input: the versioning of a bucket. */
  naming({ urn }: Subject, type: string, input: string): readonly Subject[] {
    return this.ofType(type).filter(({ propertyDependencies }) => propertyDependencies[input]?.includes(urn));
  }

  /** Charts and Applications, whose objects nobody sees before they are there. */
  opaque(): readonly Subject[] {
    const rendered = new Set(this.subjects.flatMap(({ renderedFrom }) => renderedFrom ?? []));
    return this.subjects.filter((one) => isOpaque(one) && !rendered.has(one.urn));
  }
}
