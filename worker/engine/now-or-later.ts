/**
 * A step that only computes is over before its caller goes on: no promise, no turn of the event loop. What has to wait
 * for something goes the same way with promises.
 */
export type NowOrLater<T> = T | Promise<T>

export function isLater<T>(value: NowOrLater<T>): value is Promise<T> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}

export function after<T, R>(value: NowOrLater<T>, next: (value: T) => NowOrLater<R>): NowOrLater<R> {
  return isLater(value) ? value.then(next) : next(value)
}

export function caught<T>(work: () => NowOrLater<T>, failed: (error: unknown) => NowOrLater<T>): NowOrLater<T> {
  try {
    const result = work()
    return isLater(result) ? result.catch(failed) : result
  } catch (error) {
    return failed(error)
  }
}
