import { NodeError } from '@/flow/define/node-error'

/** Does the work with a signal that ends with the run or after `ms`, and doesn't wait for work that ignores it. */
export async function within<T>(ms: number, outer: AbortSignal, work: (signal: AbortSignal) => T | Promise<T>): Promise<T> {
  outer.throwIfAborted()
  const inner = new AbortController()
  let end = () => {}
  const ended = new Promise<never>((_, reject) => {
    end = () => {
      inner.abort(outer.reason)
      reject(outer.reason)
    }
    outer.addEventListener('abort', end, { once: true })
  })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = tooSlow(ms)
      inner.abort(error)
      reject(error)
    }, ms)
  })
  try {
    return await Promise.race([work(inner.signal), ended, late])
  } finally {
    clearTimeout(timer)
    outer.removeEventListener('abort', end)
  }
}

function tooSlow(ms: number): NodeError {
  const shown = ms < 1_000 ? `${ms} ms` : `${Math.round(ms / 1_000)} seconds`
  return new NodeError('timeout', `The step took longer than ${shown}.`, {
    retry: true,
    unsure: true,
    hint: 'Allow it more time under “If it fails”.',
  })
}
