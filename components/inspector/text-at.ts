import { isJsonObject, type Json } from '@/flow/json'

/** The text at a place inside a parameter, such as `0.left`; the parameter itself where the path is empty. */
export function textAt(value: Json | undefined, path: string): string | undefined {
  const found = stepsOf(path).reduce<Json | undefined>((at, step) => {
    if (Array.isArray(at)) return at[Number(step)]
    return isJsonObject(at) && Object.hasOwn(at, step) ? at[step] : undefined
  }, value)
  return typeof found === 'string' ? found : undefined
}

/** The parameter with another text in that place. A place that is gone changes nothing. */
export function withTextAt(value: Json | undefined, path: string, text: string): Json | undefined {
  const change = (at: Json | undefined, [step, ...rest]: string[]): Json | undefined => {
    if (step === undefined) return text
    if (Array.isArray(at)) return at.map((item, index) => (index === Number(step) ? (change(item, rest) ?? item) : item))
    if (!isJsonObject(at) || !Object.hasOwn(at, step)) return at
    return Object.fromEntries(Object.entries(at).map(([key, part]) => [key, key === step ? (change(part, rest) ?? part) : part]))
  }
  return change(value, stepsOf(path))
}

function stepsOf(path: string): string[] {
  return path === '' ? [] : path.split('.')
}
