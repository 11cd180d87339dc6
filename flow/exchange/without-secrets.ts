import { isJsonObject, type Json, type JsonObject } from '../json'

const CREDENTIAL = /authorization|cookie|passw|secret|token|signature|credential|api[-_ ]?key|private[-_ ]?key/i
const EXPRESSION = /\{\{[\s\S]*?\}\}/g
/** What stands before a token in a header is no secret. */
const SCHEME = /^\s*(bearer|basic|token|digest|key)?\s*$/i
const IN_ADDRESS = /([?&](?:[\w-]*(?:token|secret|password|signature|api[-_]?key|apikey)[\w-]*|key|sig)=)([^&#\s{]+)/gi
const USER_IN_ADDRESS = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@{]+@/gi

/** The parameters of a step without what looks like a key that somebody typed in, and the names of what was taken out. */
export function withoutSecrets(params: JsonObject): { params: JsonObject; removed: string[] } {
  const removed: string[] = []
  const clean = (name: string, value: Json): Json => {
    if (typeof value === 'string') {
      if (CREDENTIAL.test(name) && isTyped(value)) {
        removed.push(name)
        return ''
      }
      const address = value.replace(USER_IN_ADDRESS, '$1').replace(IN_ADDRESS, '$1')
      if (address !== value) removed.push(`a key in the address at ${name}`)
      return address
    }
    if (Array.isArray(value)) return value.map((item) => clean(name, item))
    if (!isJsonObject(value)) return value
    const pair = typeof value.name === 'string' ? value.name : undefined
    return objectOf(Object.entries(value).map(([key, part]) => [key, clean(pair !== undefined && key === 'value' ? pair : key, part)]))
  }
  return { params: objectOf(Object.entries(params).map(([name, value]) => [name, clean(name, value)])), removed }
}

/** Written out, not mapped: `Bearer {{ vars.key }}` holds no secret. */
function isTyped(text: string): boolean {
  return !SCHEME.test(text.replace(EXPRESSION, ''))
}

/** `fromEntries` keeps a key called `__proto__` as data. */
function objectOf(entries: (readonly [string, Json])[]): JsonObject {
  return Object.fromEntries(entries)
}
