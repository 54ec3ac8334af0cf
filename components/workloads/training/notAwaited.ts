/**
 * Annotations of what `up` makes and does not wait for, though a deletion does wait until it is gone.
 *
 * `pulumi.com/skipAwait` would be shorter, and of a Job it means deletions too: the new one of a replacement would meet
 * the old one of the same name, which its pods still hold. See `allowsSkipAwaitWithDelete` in
 * https://github.com/pulumi/pulumi-kubernetes/blob/master/provider/pkg/metadata/overrides.go.
 */
export const notAwaited = { "pulumi.com/waitFor": "jsonpath={.metadata.uid}" } as const;
