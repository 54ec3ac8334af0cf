/**
 * Returns CEL for the names of an InferenceService's predictors with a model address that does not match a pattern. KServe
 * accepts one address in `model`, or a list of addresses.
 *
 * @param pattern RE2 pattern without quotes.
 */
export function predictorsOutside(pattern: string): string {
  return `variables.predictors
    .filter(p, ((has(p.model) && has(p.model.storageUri) ? [p.model.storageUri] : [])
      + p.?storageUris.orValue([]).map(s, s.?uri.orValue('')))
      .exists(uri, !uri.matches('${pattern}')))
    .map(p, p.?name.orValue('predictor'))`;
}
