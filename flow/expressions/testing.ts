import type { Scope } from './scope'

/** A scope to evaluate in, for tests. */
export function emptyScope(parts: Partial<Scope> = {}): Scope {
  return {
    steps: {},
    trigger: {},
    vars: {},
    run: { id: 'run1', startedAt: '2026-03-31T09:00:00.000Z', mode: 'test', flowName: 'Invoices', timeZone: 'UTC' },
    ...parts,
  }
}
