import type { StepStatus } from '@/flow/engine/status'

/** What one looks for first comes first. */
const TELLING: readonly StepStatus[] = ['failed', 'unverified', 'waiting', 'retrying', 'running', 'cancelled']

export type FoldedState = { status: StepStatus | undefined; done: number; failed: number; hasRun: boolean }

/** How several steps fare, as one. Done is what has nothing left to do; skipped steps have not. */
export function foldedState(statuses: readonly (StepStatus | undefined)[]): FoldedState {
  const count = (wanted: StepStatus) => statuses.filter((status) => status === wanted).length
  const [done, skipped] = [count('completed'), count('skipped')]
  const hasRun = statuses.some((status) => status !== undefined && status !== 'idle')
  const allDone = done > 0 && done + skipped === statuses.length
  const status = TELLING.find((each) => statuses.includes(each)) ?? (allDone ? 'completed' : undefined)
  return { status, done, failed: count('failed'), hasRun }
}
