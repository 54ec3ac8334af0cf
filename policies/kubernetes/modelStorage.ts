/**
 * Returns CEL for the names of an InferenceService's predictors with a model address that does not match a pattern.
 * KServe accepts one address in `model`, a list of addresses, or the variable `STORAGE_URI` of a container.
 *
 * @param pattern RE2 pattern without quotes.
 */
export function predictorsOutside(pattern: string): string {
  return `variables.predictors
    .filter(p, ((has(p.model) && has(p.model.storageUri) ? [p.model.storageUri] : [])
      + p.?storageUris.orValue([]).map(s, s.?uri.orValue('')))
      .exists(uri, !uri.matches('${pattern}'))
      || p.?containers.orValue([]).exists(c, c.?env.orValue([])
        .exists(e, e.?name.orValue('') == 'STORAGE_URI' && !e.?value.orValue('').matches('${pattern}'))))
    .map(p, p.?name.orValue('predictor'))`;
}
