import file from "./images.lock.json";

/** An image tag and the digest that its registry returned. */
export interface ResolvedImage {
  /** Digest of the multi-platform index, or of the single manifest if the image has no index. */
  readonly digest: string;
  /** Platforms of the image that EKS nodes can have. */
  readonly platforms: readonly string[];
  /** Date when the tag was first resolved to this digest, as YYYY-MM-DD. */
  readonly resolvedAt: string;
}

/** An image tag without a known digest. */
interface UnresolvedImage {
  /** Reason why the digest is not known. */
  readonly unresolved: string;
}

/** An entry of the image lock. */
export type LockedImage = ResolvedImage | UnresolvedImage;

/** Entries by image reference, `repository:tag`. */
export type ImageLock = Readonly<Record<string, LockedImage>>;

/**
 * The image lock that `npm run images:lock` writes. A digest always identifies the same image, but a tag can be moved.
 */
export const imageLock: ImageLock = file;

/** Returns the digest of an image reference, or undefined if the lock does not contain it. */
export function lockedDigest(reference: string, lock: ImageLock = imageLock): string | undefined {
  const locked = lock[reference];
  return locked !== undefined && "digest" in locked ? locked.digest : undefined;
}
