import type { JsonObject } from "../json/json";

/** A kind of Kubernetes objects, with its names in the API and in Pulumi. */
export type Kind = KindFacts & (NamespacedKind | ClusterKind);

/** A namespaced kind. */
interface NamespacedKind {
  readonly namespaced: true;
  /**
   * Rights of a team's engineers to objects of the kind in the team's namespace. Viewers may read the kinds with "view"
   * or "edit".
   */
  readonly teams: "none" | "view" | "edit";
}

/** A kind whose objects are in no namespace. A team's roles cannot grant access to them. */
interface ClusterKind {
  readonly namespaced: false;
  readonly teams: "none";
}

/** Facts that both scopes have. */
interface KindFacts {
  readonly group: string;
  /** Version of the program's objects. */
  readonly version: string;
  readonly kind: string;
  /** Its name in URLs of the API and in roles. */
  readonly plural: string;
  /** Whether `status` is a subresource: writes of the object itself do not change it. @default true */
  readonly statusSubresource?: boolean;
  /**
   * Kinds of Kubernetes objects that the kind's controller creates from an object. In these objects, rules skip the
   * fields that users cannot set. Pods are described in `pods`, names of created objects in `creates`.
   *
   * @default none
   */
  readonly createdKinds?: readonly CreatedKind[];
  /**
   * Objects that the kind's controller creates in the namespace of an object, with names derived from the object.
   * Another object with one of these names blocks the controller or is overwritten.
   *
   * @default - none
   */
  readonly creates?: CreatedObjects;
  /**
   * Pods that a controller creates from an object: "none"; "itself" for built-in kinds of Kubernetes, because rules
   * read their pods directly; a function that reads the pods of another kind; or "hidden" if the object does not
   * describe its pods. The plan reports hidden pods as not checked.
   */
  readonly pods: "none" | "itself" | "hidden" | PodsOf;
}

/** Identity of an object within its namespace. */
export interface ObjectName {
  /** API group, empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/** Returns the objects that a controller creates for an object, if their names are derived from it. */
export type CreatedObjects = (object: JsonObject) => readonly ObjectName[];

/** Kinds for which rules recognize the objects that a controller created. */
export type CreatedKind = "Job" | "Deployment" | "StatefulSet";

/** Returns the pods of an object, as templates with `metadata` and `spec`. */
export type PodsOf = (object: JsonObject, refer: FindObject) => PodsOfObject;

/** Known pods that a controller creates from an object. */
export interface PodsOfObject {
  readonly templates: readonly JsonObject[];
  /** Whether the controller also creates pods that the object does not describe. @default false */
  readonly hidden?: boolean;
}

/**
 * Finds another object of the program by kind and name, in the same namespace or cluster-wide. Undefined if it does not
 * exist.
 */
export type FindObject = (kind: string, name: string) => JsonObject | undefined;
