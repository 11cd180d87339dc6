/** `steps.readInvoice.lines[0]` → root `steps`, then `['readInvoice', 'lines', 0]`. */
export type PlainPath = { root: string; steps: (string | number)[] }

const ROOT = /^[A-Za-z_]\w*/
const STEP = /\.\??([A-Za-z_]\w*)|\[\??(?:(\d+)|"([^"\\\n]*)"|'([^'\\\n]*)')\]/y
const NOT_NAMES = new Set(['true', 'false', 'null', 'in'])

/**
 * A whole expression that only reads a piece of data, written as people and the pick list write it; null for any other. It
 * needs no grammar: cards name what they map without bringing the language's parser into the page.
 */
export function plainPath(source: string): PlainPath | null {
  const root = ROOT.exec(source)?.[0]
  if (root === undefined || NOT_NAMES.has(root)) return null
  const steps: (string | number)[] = []
  for (let at = root.length; at < source.length; at = STEP.lastIndex) {
    STEP.lastIndex = at
    const step = STEP.exec(source)
    if (!step) return null
    const [, name, index, double, single] = step
    if (name !== undefined && NOT_NAMES.has(name)) return null
    steps.push(index === undefined ? (name ?? double ?? single ?? '') : Number(index))
  }
  return { root, steps }
}
