import { expect, it } from 'vitest'
import { approversOf, matching, optionsOf, withoutWho, withWho } from './approver-list'

const options = optionsOf([
  { userId: '1', name: 'Ada', email: 'ada@acme.test' },
  { userId: '2', name: 'Mona', email: 'mona@acme.test' },
  { userId: '3', name: 'Mona', email: 'm2@acme.test' },
])

it('knows members by name and address, roles, and everybody else by address', () => {
  expect(matching(' ada ', options)).toEqual({ kind: 'members', id: '1' })
  expect(matching('M2@acme.test', options)).toEqual({ kind: 'members', id: '3' })
  expect(matching('Mona', options)).toBeNull()
  expect(matching('Mona (m2@acme.test)', options)).toEqual({ kind: 'members', id: '3' })
  expect(matching('owners', options)).toEqual({ kind: 'roles', id: 'owner' })
  expect(matching('Finance@Outside.test', options)).toEqual({ kind: 'emails', id: 'finance@outside.test' })
  expect(matching('finance', options)).toBeNull()
})

it('adds each once and takes away', () => {
  const one = withWho(approversOf(undefined), { kind: 'roles', id: 'owner' })
  expect(withWho(one, { kind: 'roles', id: 'owner' })).toEqual({ members: [], roles: ['owner'], emails: [] })
  expect(withoutWho(one, { kind: 'roles', id: 'owner' })).toEqual({ members: [], roles: [], emails: [] })
  expect(approversOf({ members: 'x', roles: [1, 'owner'] })).toEqual({ members: [], roles: ['owner'], emails: [] })
})
