import { accountOf } from '@/connectors/accounts'
import { manifest } from '@/connectors/manifest'
import type { ConnectionDefinition } from '@/flow/define/connection'
import type { ManifestConnector } from '@/flow/define/manifest'
import { isJsonObject, type JsonObject, JsonObjectSchema } from '@/flow/json'
import { ServiceError } from '../service-error'

/** What a person filled in for an account, sorted by who may see it. */
export type FilledIn = {
  /** Everything, to be sealed. */
  fields: JsonObject
  /** What may be shown again: the values of what is no secret, and of secrets only that there is one. */
  shown: { fields: JsonObject; secrets: string[] }
  allowedHosts: string[]
}

/** @throws ServiceError `not_found`, ZodError when a field does not fit */
export function fillIn(connector: string, given: JsonObject): FilledIn {
  const { definition } = appOf(connector)
  const fields = JsonObjectSchema.parse(definition.fields.parse(given))
  const secret = new Set(fieldsWith(connector, 'secret'))
  const entries = Object.entries(fields)
  return {
    fields,
    shown: {
      fields: Object.fromEntries(entries.filter(([name]) => !secret.has(name))),
      secrets: entries.filter(([name, value]) => secret.has(name) && isSet(value)).map(([name]) => name),
    },
    allowedHosts: [...new Set(definition.hosts.length > 0 ? definition.hosts : (definition.hostsOf?.(fields) ?? []))],
  }
}

/** @throws ServiceError `not_found` where there is no such app, or it has no accounts */
export function appOf(connector: string): { app: ManifestConnector; definition: ConnectionDefinition } {
  const app = manifest.connectors.find(({ id }) => id === connector)
  const definition = accountOf(connector)
  if (!app || !definition) throw new ServiceError('not_found', 'There is no such app, or it has no accounts.')
  return { app, definition }
}

/** The names of an account's fields that are declared so. */
export function fieldsWith(connector: string, meta: 'secret' | 'target'): string[] {
  const { properties } = appOf(connector).app.connection?.fields ?? {}
  if (!isJsonObject(properties)) return []
  return Object.entries(properties).flatMap(([name, field]) => (isJsonObject(field) && field[meta] === true ? [name] : []))
}

export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}
