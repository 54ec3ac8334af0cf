/** Token service of a registry, and the token's scope: https://distribution.github.io/distribution/spec/auth/token/. */
export interface Challenge {
  readonly realm: string;
  readonly service?: string;
  readonly scope?: string;
}

/**
 * Returns the challenge `Bearer` of a header `WWW-Authenticate`.
 *
 * @returns Undefined if the header has none: the registry then supports no anonymous tokens.
 */
export function bearerChallenge(header: string | null): Challenge | undefined {
  const challenge = /(?:^|,\s*)Bearer\s+(.*)$/i.exec(header ?? "")?.[1];
  if (challenge === undefined) return undefined;
  const parameters = new Map<string, string>();
  // Values contain commas: a scope lists actions.
  for (const [, name = "", quoted, plain] of challenge.matchAll(/(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g)) {
    const key = name.toLowerCase();
    if (!parameters.has(key)) parameters.set(key, quoted?.replace(/\\(.)/g, "$1") ?? plain ?? "");
  }
  const [realm, service, scope] = ["realm", "service", "scope"].map((name) => parameters.get(name));
  if (realm === undefined) return undefined;
  return { realm, ...(service !== undefined && { service }), ...(scope !== undefined && { scope }) };
}

/** Returns the URL of an anonymous token. */
export function tokenAddress({ realm, service, scope }: Challenge): URL {
  const address = new URL(realm);
  if (service !== undefined) address.searchParams.set("service", service);
  // Scopes are separated by spaces. Each is a query parameter.
  for (const each of scope?.split(" ").filter(Boolean) ?? []) address.searchParams.append("scope", each);
  return address;
}
