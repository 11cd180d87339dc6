import { expect, it } from 'vitest'
import type { AuditEvent } from './types'
import { actionsIn, changeOf, GROUPS, reasonOf, sayingOf } from './words'

const FLOW = '01900000-0000-7000-8000-00000000000f'
const FOLDER = '01900000-0000-7000-8000-00000000000d'

function event(action: AuditEvent['action'], detail: AuditEvent['detail'] = {}, more: Partial<AuditEvent> = {}): AuditEvent {
  const base: AuditEvent = {
    id: 'e',
    at: new Date(0),
    actor: { kind: 'member', userId: 'u', name: 'Mona', role: 'admin' },
    action,
    resource: { type: 'flow', id: FLOW },
    detail,
    flowId: FLOW,
    link: null,
  }
  return { ...base, ...more }
}

const names = { [FLOW]: 'Bills', [FOLDER]: 'Finance', v: 'Vera' }

it('says what was done by the names of today', () => {
  expect(sayingOf(event('version.published', { number: 3 }), names)).toBe('published version 3 of “Bills”')
  expect(sayingOf(event('run.sealed', { status: 'succeeded' }), names)).toBe('sealed the record of a run of “Bills”, which was done')
  expect(sayingOf(event('member.role-changed', {}, { resource: { type: 'user', id: 'v' } }), names)).toBe('changed the role of Vera')
  expect(sayingOf(event('audit.exported', { links: 12 }, { flowId: null }), {})).toBe('exported the audit, 12 events')
})

it('makes do with what is there', () => {
  expect(sayingOf(event('member.removed', { role: 'viewer' }, { resource: { type: 'user', id: 'x' } }), {})).toBe(
    'removed a former member, who was viewer',
  )
  expect(sayingOf(event('flow.created', { name: 'Old' }), {})).toBe('created the flow “Old”')
  expect(sayingOf(event('run.cancelled'), {})).toBe('cancelled a run of a flow')
})

it('has a place for every action', () => {
  const placed = GROUPS.flatMap(({ id }) => actionsIn(id))
  expect(new Set(placed).size).toBe(placed.length)
  for (const action of placed) expect(sayingOf(event(action), names)).not.toBe('')
  expect(placed).toContain('run.sealed')
  expect(placed.length).toBeGreaterThanOrEqual(40)
})

it('tells before and after in words', () => {
  expect(changeOf(event('flow.renamed', { from: 'Invoices', to: 'Bills' }), names)).toEqual({ from: 'Invoices', to: 'Bills' })
  expect(changeOf(event('flow.moved', { from: null, to: FOLDER }), names)).toEqual({ from: 'no folder', to: 'Finance' })
  expect(changeOf(event('member.role-changed', { from: 'viewer', to: 'auditor' }), names)).toEqual({ from: 'Viewer', to: 'Auditor' })
  expect(changeOf(event('flow.created', { name: 'x' }), names)).toBeNull()
})

it('tells why it was allowed', () => {
  expect(reasonOf(event('flow.created'))).toBe('As admin')
  expect(reasonOf(event('run.sealed', {}, { actor: { kind: 'system', reason: 'The run ended' } }))).toBe('The run ended')
})
