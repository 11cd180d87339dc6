import { NodeError } from '@/flow/define/node-error'
import { isLater, type NowOrLater } from './now-or-later'
import { spanInWords } from './span-in-words'

/**
 * Does the work with a signal that ends with the run or after `ms`, and doesn't wait for work that ignores it. The signal
 * is made when it is asked for, and time is only taken of work that takes some.
 */
export function within<T>(ms: number, outer: AbortSignal, work: (limit: Limit) => NowOrLater<T>): NowOrLater<T> {
  outer.throwIfAborted()
  const limit = new Limit()
  const result = work(limit)
  return isLater(result) ? raced(ms, outer, limit, result) : result
}

export class Limit {
  #controller: AbortController | undefined
  #reason: unknown

  get signal(): AbortSignal {
    this.#controller ??= new AbortController()
    if (this.#reason !== undefined) this.#controller.abort(this.#reason)
    return this.#controller.signal
  }

  end(reason: unknown): void {
    this.#reason = reason
    this.#controller?.abort(reason)
  }
}

async function raced<T>(ms: number, outer: AbortSignal, limit: Limit, result: Promise<T>): Promise<T> {
  let end = () => {}
  let timer: NodeJS.Timeout | undefined
  const ended = new Promise<never>((_, reject) => {
    const stop = (reason: unknown) => {
      limit.end(reason)
      reject(reason)
    }
    end = () => stop(outer.reason)
    outer.addEventListener('abort', end, { once: true })
    timer = setTimeout(() => stop(tooSlow(ms)), ms)
  })
  try {
    return await Promise.race([result, ended])
  } finally {
    clearTimeout(timer)
    outer.removeEventListener('abort', end)
  }
}

function tooSlow(ms: number): NodeError {
  return new NodeError('timeout', `The step took longer than ${spanInWords(ms)}.`, {
    retry: true,
    unsure: true,
    hint: 'Allow it more time under “If it fails”.',
  })
}
