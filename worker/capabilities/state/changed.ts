import type { Kept, StateChange } from '@/flow/define/capabilities'
import { NodeError } from '@/flow/define/node-error'
import { total } from '@/flow/expressions/library/total'

/** What is kept after the change; undefined when nothing is. */
export function changed(key: string, before: Kept, change: StateChange): Kept {
  switch (change.do) {
    case 'set':
      return change.value
    case 'increment':
      return sum(key, before ?? 0, change.by)
    case 'append': {
      if (before !== undefined && !Array.isArray(before)) throw unfit(key, 'no list', 'an entry can not be added')
      return [...(before ?? []), change.value].slice(-change.most)
    }
    case 'delete':
      return undefined
  }
}

function sum(key: string, before: Kept, by: number): number {
  if (typeof before !== 'number') throw unfit(key, 'no number', 'it can not be counted up')
  const after = total([before, by])
  if (Number.isFinite(after)) return after
  throw new NodeError('state_number', `“${key}” would become larger than a number can be.`, { retry: false })
}

function unfit(key: string, what: string, so: string): NodeError {
  return new NodeError('state_type', `What this flow keeps as “${key}” is ${what}, so ${so}.`, {
    retry: false,
    hint: 'Use another name, or forget what is kept there.',
  })
}
