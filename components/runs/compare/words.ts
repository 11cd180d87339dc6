import type { StepDifference } from '@/flow/compare/compare-runs'
import type { StepStatus } from '@/flow/engine/status'

const ENDED: Partial<Record<StepStatus, string>> = {
  completed: 'was done',
  failed: 'failed',
  cancelled: 'was cancelled',
  waiting: 'waits',
  retrying: 'will try again',
  unverified: 'is not known to have happened',
}

/** How a step differs between two runs, in a sentence: the one before, then the one after. */
export function differenceInWords({ kind, before, after, settings }: StepDifference): string {
  switch (kind) {
    case 'only-before':
      return 'Only the run before came to it.'
    case 'only-after':
      return 'Only the run after came to it.'
    case 'way':
      return `Went on by “${before?.port ?? 'no way'}” before, by “${after?.port ?? 'no way'}” after.`
    case 'status':
      return `${howItEnded('Before it', before)}, ${howItEnded('after it', after)}.`
    case 'value':
      return settings.length > 0 ? 'Gave something else, and is set up otherwise.' : 'Gave something else.'
    default:
      return 'Is set up otherwise and came to the same.'
  }
}

function howItEnded(when: string, ended: StepDifference['before']): string {
  if (!ended) return `${when} did nothing`
  const words = `${when} ${ENDED[ended.status] ?? 'is going on'}`
  return ended.error ? `${words} (${ended.error.message.replace(/\.$/, '')})` : words
}
