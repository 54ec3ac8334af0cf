import type { JsonObject } from "../json/json";

/** A kind of Kubernetes objects, as the API server and Pulumi call it. */
export type Kind = KindFacts & (NamespacedKind | ClusterKind);

/** A kind whose objects are in a namespace. */
interface NamespacedKind {
  readonly namespaced: true;
  /** What a team's people may do with its objects in the team's namespace: viewers see what is not "none". */
  readonly teams: "none" | "view" | "edit";
}

/** A kind whose objects are in no namespace: a team's roles, which hold in its namespace alone, cannot give any of them. */
interface ClusterKind {
  readonly namespaced: false;
  readonly teams: "none";
}

interface KindFacts {
  readonly group: string;
  /** The version that the program makes objects of. */
  readonly version: string;
  readonly kind: string;
  /** Its name in addresses of the API, and in roles. */
  readonly plural: string;
  /** Whether its status is a subresource: another write of the object leaves it alone. @default true */
  readonly statusSubresource?: boolean;
  /**
   * Kubernetes' own objects that its controller makes of an object and words itself. Rules do not demand of them what
   * nobody can write. Pods are told by `pods`.
   *
   * @default none
   */
  readonly makes?: readonly MadeKind[];
  /**
   * Objects that its controller creates in the namespace of an object, under names that follow from the object. Another object
   * with one of these names stops the controller, or is overwritten.
   *
   * @default none
   */
  readonly creates?: CreatedObjects;
  /**
   * Pods that a controller makes of an object: none; "itself" for Kubernetes' own, which rules read as they are; a function
   * for what an object of another kind says of its pods; or "hidden" where it does not say. What is hidden the plan
   * reports, and never passes.
   */
  readonly pods: "none" | "itself" | "hidden" | PodsOf;
}

/** Name of an object within its namespace. */
export interface ObjectName {
  /** Group of its kind, empty for Kubernetes' core. */
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/** Returns the objects that a controller creates for an object, as far as their names follow from it. */
export type CreatedObjects = (object: JsonObject) => readonly ObjectName[];

/** Kinds that rules know to be made by controllers. */
export type MadeKind = "Job" | "Deployment" | "StatefulSet";

/** Pods of an object, as templates of `metadata` and `spec`. */
export type PodsOf = (object: JsonObject, refer: Refer) => PodsOfObject;

/** What is known of the pods that a controller makes of an object. */
export interface PodsOfObject {
  readonly templates: readonly JsonObject[];
  /** Whether there are pods that nobody knows before they are there. @default false */
  readonly hidden?: boolean;
}

/** Another object of the program, by kind and name: of the same namespace, or in none. Undefined where there is none. */
export type Refer = (kind: string, name: string) => JsonObject | undefined;
