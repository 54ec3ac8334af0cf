/**
 * Annotations of a Job for whose completion `up` does not wait. Its deletion is still awaited.
 *
 * The annotation `pulumi.com/skipAwait` would also skip the wait for the deletion of a Job. A replacement would then be
 * created while the old Job of the same name still exists. See `allowsSkipAwaitWithDelete` in
 * https://github.com/pulumi/pulumi-kubernetes/blob/master/provider/pkg/metadata/overrides.go.
 */
export const notAwaited = { "pulumi.com/waitFor": "jsonpath={.metadata.uid}" } as const;
