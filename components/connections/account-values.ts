import { type FormField, paramOf } from '@/components/canvas/form-fields'
import { misfitsOf } from '@/flow/checks/misfits'
import type { ManifestConnector } from '@/flow/define/manifest'
import type { Json, JsonObject } from '@/flow/json'

/** What is wrong with what was filled in, by field. `kept` are secrets that stay as they are unless typed anew. */
export function troublesOf(fields: readonly FormField[], schema: JsonObject, values: JsonObject, kept: ReadonlySet<string>) {
  const shown = new Set(fields.filter((field) => field.isShown(values)).map(({ name }) => name))
  const misfits = misfitsOf(values, schema).filter(({ field }) => shown.has(field))
  return new Map(
    misfits
      .filter(({ field, code }) => !(code === 'missing-field' && kept.has(field) && paramOf(values, field) === undefined))
      .map(({ field, message, hint, code }) => [field, code === 'missing-field' || !hint ? message : `${message} ${hint}.`]),
  )
}

/** Does the account's secret go elsewhere than before, or less safely? Then it has to be typed again. */
export function isElsewhere(fields: readonly FormField[], before: JsonObject, now: JsonObject): boolean {
  return fields.some((field) => field.meta.target === true && !same(filledIn(field, before), filledIn(field, now)))
}

function filledIn(field: FormField, values: JsonObject): Json | undefined {
  return paramOf(values, field.name) ?? field.default
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** A new account has no secret that could be forgotten. */
export function withoutGaps(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}

/** With what is filled in, one signs in at the app, or can. */
export function signsIn({ connection }: ManifestConnector, fields: JsonObject): boolean {
  if (!connection?.oauth2) return false
  const { signsInIf } = connection
  return signsInIf === null || signsInIf.in.includes(String(paramOf(fields, signsInIf.param) ?? ''))
}

/** Saving what was filled in is a way, too. */
export function isByHand(app: ManifestConnector, fields: JsonObject): boolean {
  if (!signsIn(app, fields)) return true
  if (app.connection?.signsInIf) return false
  const names = Object.keys(app.connection?.fields.properties ?? {})
  return names.some((name) => name !== 'clientId' && name !== 'clientSecret')
}
