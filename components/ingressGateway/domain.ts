/** At least two DNS labels, and short enough for a model's name before it. */
const domainForm = /^(?=.{3,190}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Returns whether a text can be the domain of the gateway. */
export function isGatewayDomain(domain: string): boolean {
  return domainForm.test(domain);
}

/** Returns the host names of models and of the platform's services. */
export function hostnames(domain: string): { readonly models: string; readonly platform: string } {
  return { models: `*.${domain}`, platform: `*.platform.${domain}` };
}
