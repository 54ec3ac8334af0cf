/** The data that the page's scripts read. It has no types of Node.js or of the browser: both sides use it. */
export interface PageData {
  readonly resources: readonly ResourceData[];
  /** Lines of the picture, in the order of their addresses. */
  readonly connections: readonly Connection[];
}

/** A resource or a component. Numbers in place of URNs are indexes of `PageData.resources`. */
export interface ResourceData {
  readonly name: string;
  readonly path: string;
  readonly fullName: string;
  readonly urn: string;
  readonly type: string;
  readonly shortType: string;
  readonly topic: string;
  readonly custom: boolean;
  readonly component: string;
  readonly holder?: number | undefined;
  readonly source: string | null;
  readonly fact?: string | undefined;
  readonly inputs: Values;
  readonly outputs: Values | null;
  readonly options: object;
  /** Resources that inputs come from, with the names of these inputs. */
  readonly uses: readonly Use[];
  /** Other resources that must exist before. */
  readonly explicitDependencies: readonly number[];
  readonly cost: readonly CostItem[];
  readonly verdicts: readonly VerdictData[];
  readonly change?: ChangeData | undefined;
  readonly grants: readonly number[];
  readonly flags: readonly Flag[];
  readonly parent?: number | undefined;
}

export type Values = Readonly<Record<string, unknown>>;
export type Use = readonly [resource: number, inputs: readonly string[]];
export type Flag = "protected" | "kept" | "opaque" | "unpriced" | "changed";

export interface CostItem {
  readonly item: string;
  readonly minimum: number;
  readonly expected: number;
  readonly maximum: number;
  readonly basis: string;
}

export interface VerdictData {
  readonly rule: string;
  readonly status: string;
  readonly message: string;
  readonly fix: string;
}

export interface ChangeData {
  readonly outcome: string;
  readonly differences: readonly { readonly path: string; readonly text: string }[];
}

export interface Connection {
  readonly title: string;
  readonly kind: string;
  readonly texts: readonly string[];
  readonly members: readonly string[];
  readonly evidence: readonly number[];
}
