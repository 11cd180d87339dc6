/** How mapped data is called on screen: `steps.readInvoice.dueDate` is “Due date”, of the step “Read invoice”. */
export type ReferenceName = { name: string; path: string }

export type StepNames = {
  /** The step with this key, as people call it; undefined when there is none. */
  labelOf(key: string): string | undefined
}

const QUOTED_OR_PATH =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?:steps\.[a-zA-Z_]\w*|\btrigger|\bitem|\bindex|\bvars|\brun)(?:\.\??[a-zA-Z_]\w*|\[\??(?:\d+|"[^"]*"|'[^']*')\])*(?![\w(])/g
const LONGEST = 48

/** A whole expression in words: paths become names, the rest stays. */
export function nameOfExpression(source: string, steps: StepNames): ReferenceName {
  const only = QUOTED_OR_PATH.exec(source)
  QUOTED_OR_PATH.lastIndex = 0
  if (only && only[0] === source && !/^["']/.test(source)) return nameOfPath(source, steps)
  const words = source.replace(QUOTED_OR_PATH, (found) => (/^["']/.test(found) ? found : nameOfPath(found, steps).name))
  return { name: words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words, path: source }
}

function nameOfPath(path: string, steps: StepNames): ReferenceName {
  const [root = '', ...segments] = segmentsOf(path)
  if (root === 'steps') {
    const [key = '', ...rest] = segments
    return named(steps.labelOf(key) ?? humanise(key), rest)
  }
  if (root === 'trigger') return named('Trigger', segments)
  if (root === 'item') return named('Item', segments)
  if (root === 'index') return named('Position in the list', segments)
  return named(humanise(root), segments)
}

function named(owner: string, segments: readonly string[]): ReferenceName {
  const last = segments.at(-1)
  if (last === undefined) return { name: owner, path: owner }
  const name = /^\d+$/.test(last) ? `${humanise(segments.at(-2) ?? owner)} ${Number(last) + 1}` : humanise(last)
  return { name, path: [owner, ...segments.map(humanise)].join(' ▸ ') }
}

function segmentsOf(path: string): string[] {
  return [...path.matchAll(/[a-zA-Z_]\w*|\[\??(?:(\d+)|"([^"]*)"|'([^']*)')\]/g)].map(
    (found) => found[1] ?? found[2] ?? found[3] ?? found[0],
  )
}

/** `dueDate`, `due_date` and `due-date` are “Due date”. */
export function humanise(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .split(' ')
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
