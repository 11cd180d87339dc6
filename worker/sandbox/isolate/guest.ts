/**
 * What surrounds a person's code inside QuickJS, evaluated in every fresh context before it. Input comes in and output
 * goes out as text, by functions that were kept before the code could replace them.
 */
export const GUEST = `((print, mostCharacters) => {
  const { parse, stringify } = JSON
  const text = String
  const cut = Function.prototype.call.bind(String.prototype.slice)
  const shown = (value) => {
    if (typeof value === 'string') return value
    if (value instanceof Error) return value.name + ': ' + value.message
    if (typeof value !== 'object' || value === null) return text(value)
    try {
      return stringify(value)
    } catch {
      return '[' + typeof value + ']'
    }
  }
  const log = (...values) => print(cut(values.map(shown).join(' '), 0, mostCharacters))
  const asJson = (type, toJSON) => Object.defineProperty(type.prototype, 'toJSON', { value: toJSON, configurable: true, writable: true })
  asJson(BigInt, function () {
    const number = Number(this)
    return Number.isSafeInteger(number) ? number : text(this)
  })
  asJson(Map, function () {
    return Object.fromEntries(this)
  })
  asJson(Set, function () {
    return [...this]
  })
  globalThis.console = { log, info: log, warn: log, error: log, debug: log }
  return {
    open: (json) => parse(json),
    close: (value) => {
      if (value === undefined) return 'null'
      const json = stringify(value)
      if (json === undefined) throw new TypeError('a ' + typeof value + ' is no data')
      return json
    },
  }
})`
