import file from "./images.lock.json";

/** What a tag was when its registry was asked. */
export interface ResolvedImage {
  /** Of the index of all platforms, where there is one. */
  readonly digest: string;
  /** Those that nodes of EKS can have. */
  readonly platforms: readonly string[];
  /** Day on which the tag was first seen to be this, as YYYY-MM-DD. */
  readonly resolvedAt: string;
}

/** A tag that nobody has asked its registry about yet. */
interface UnresolvedImage {
  readonly unresolved: string;
}

export type LockedImage = ResolvedImage | UnresolvedImage;

/** Images by name, `repository:tag`. */
export type ImageLock = Readonly<Record<string, LockedImage>>;

/** What `npm run images:lock` has found out. A tag can be moved by its owner, or by who took the owner's place; a digest cannot. */
export const imageLock: ImageLock = file;

/** The digest of an image, or undefined where nobody has found it out yet. */
export function lockedDigest(reference: string, lock: ImageLock = imageLock): string | undefined {
  const locked = lock[reference];
  return locked !== undefined && "digest" in locked ? locked.digest : undefined;
}
