/** Two labels or more, each of lower-case letters, digits and hyphens. It leaves room for a name before it. */
const domainForm = /^(?=.{3,190}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Whether a gateway can offer names of a domain. */
export function isGatewayDomain(domain: string): boolean {
  return domainForm.test(domain);
}

/** Names that a domain offers: models' to teams, and those of the platform's own services. */
export function hostnames(domain: string): { readonly models: string; readonly platform: string } {
  return { models: `*.${domain}`, platform: `*.platform.${domain}` };
}
