import type { ApprovalView, Decision } from './types'

export const VIA: Record<Decision['via'], string> = { app: 'in the app', mail: 'by mail', slack: 'in Slack' }

/** `Also asked: Ada and Finance.`; null where there is nobody else. */
export function otherPeople(
  { asked, decisions, status }: Pick<ApprovalView, 'asked' | 'decisions' | 'status'>,
  locale?: string,
): string | null {
  const decided = new Set(decisions.map(({ name }) => name))
  const others = asked.filter((name) => !decided.has(name))
  if (others.length === 0) return null
  const names = new Intl.ListFormat(locale, { type: 'disjunction' }).format(shortened(others))
  return status === 'open' ? `Also asked: ${names}.` : `${names.charAt(0).toUpperCase()}${names.slice(1)} could have decided, too.`
}

const SHOWN = 4

function shortened(names: readonly string[]): string[] {
  if (names.length <= SHOWN) return [...names]
  return [...names.slice(0, SHOWN - 1), `${names.length - SHOWN + 1} more`]
}

/** The outcome as a headline: `Approved by Mona`, `Nobody decided in time`. */
export function outcomeInWords({ status, decisions }: Pick<ApprovalView, 'status' | 'decisions'>, locale?: string): string {
  if (status === 'expired') return 'Nobody decided in time'
  if (status === 'cancelled') return 'The run ended or went on before anybody decided'
  if (status === 'open') return ''
  const names = decisions.filter(({ decision }) => decision === status).map(({ name }) => name)
  const by = names.length > 0 ? ` by ${new Intl.ListFormat(locale).format(names)}` : ''
  return status === 'approved' ? `Approved${by}` : `Rejected${by}`
}
