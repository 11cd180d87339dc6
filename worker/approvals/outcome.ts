import type { Question } from './question'

/** How it ended, as a sentence. */
export function outcomeInWords({ status, decisions }: Pick<Question, 'status' | 'decisions'>): string {
  const names = decisions.filter(({ decision }) => decision === status).map(({ name }) => name)
  const by = names.length > 0 ? ` by ${names.join(', ')}` : ''
  switch (status) {
    case 'approved':
      return `It was approved${by}.`
    case 'rejected':
      return `It was rejected${by}.`
    case 'expired':
      return 'Nobody decided in time.'
    case 'cancelled':
      return 'The run has ended, or goes on without it.'
    case 'open':
      return 'It is still open.'
  }
}
