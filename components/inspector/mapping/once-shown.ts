import { afterPaint } from '@/components/ui/after-paint'

/** What to do with the latest value, once the browser has shown what was typed; `now` does it at once. */
export type OnceShown<Value> = { with(value: Value): void; now(): void }

const NEXT = ['pointerdown', 'focusout', 'pagehide'] as const

/**
 * A key shows its letter first, and then what follows from it is worked out. Whatever a person does next finds it done, so that
 * nobody can tell: a key, a click, leaving the field or the page.
 */
export function onceShown<Value>(work: (value: Value) => void): OnceShown<Value> {
  let waiting: { value: Value; over: AbortController } | undefined

  const now = () => {
    if (!waiting) return
    const { value, over } = waiting
    waiting = undefined
    over.abort()
    work(value)
  }

  return {
    now,
    with(value) {
      if (waiting) {
        waiting.value = value
        return
      }
      const over = new AbortController()
      waiting = { value, over }
      over.signal.addEventListener('abort', afterPaint(now))
      const whenever = { capture: true, signal: over.signal }
      for (const event of NEXT) window.addEventListener(event, now, whenever)
      window.addEventListener('keydown', (event) => isTyped(event) || now(), whenever)
    },
  }
}

/** One more letter can go along. */
function isTyped({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && !ctrlKey && !metaKey && !altKey
}
