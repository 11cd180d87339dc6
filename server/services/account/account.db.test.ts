import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { type TestWorkspace, testDatabase, testMember, testWorkspace } from '../../db/testing'
import type { Person } from '../actor'
import { acceptInvitation } from '../members/accept-invitation'
import { inviteMember } from '../members/invite'
import { listMembers } from '../members/list'
import { openInvitation } from '../members/open-invitation'
import { removeMember } from '../members/remove'
import { setMemberRole } from '../members/set-role'
import { createWorkspace } from '../workspaces/create'
import { memberOf } from '../workspaces/member-of'
import { admitIdentity } from './admit-identity'
import { changePassword } from './change-password'
import { me } from './me'
import { openSession } from './open-session'
import { personOfSession } from './person-of-session'
import { renamePerson } from './rename'
import { revokeSession } from './revoke-session'
import { listSessions } from './sessions'
import { signIn } from './sign-in'
import { signInOptions } from './sign-in-options'
import { signUp } from './sign-up'

const database = testDatabase()
const PASSWORD = 'correct horse battery'
const ada = { name: 'Ada', email: 'ada@example.test', password: PASSWORD, workspaceName: 'Analytical Engines' }

beforeEach(async () => {
  await database.owner()`truncate "user", workspace, rate_limit cascade`
})

describe('signing up', () => {
  it('makes the first person owner of the first workspace, and closes the door', async () => {
    expect(await signInOptions()).toMatchObject({ firstUser: true })
    expect(await signUp(ada)).toEqual({ slug: 'analytical-engines' })
    expect(await signInOptions()).toMatchObject({ firstUser: false })
    await expect(signUp({ ...ada, email: 'eve@example.test' })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await audited()).toEqual(['workspace.created'])
  })

  it('lets one of many in who try at the same moment', async () => {
    const tries = Array.from({ length: 5 }, (_, at) => signUp({ ...ada, email: `p${at}@example.test` }))
    const settled = await Promise.allSettled(tries)
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it.each([
    ['a wide @', 'a\uff20evil.com@victim.com'],
    ['a second @', 'a@evil.com@victim.com'],
    ['a Cyrillic letter', 'аda@example.test'],
    ['a line break', 'ada@example.test\nbcc: eve@example.test'],
    ['nothing', ''],
  ])('refuses an address with %s', async (_what, email) => {
    await expect(signUp({ ...ada, email })).rejects.toMatchObject({ name: 'ZodError' })
  })

  it('refuses fields that are not the person’s to set', async () => {
    await expect(signUp({ ...ada, ...{ role: 'owner', emailVerified: true } })).rejects.toMatchObject({ name: 'ZodError' })
  })
})

describe('signing in', () => {
  beforeEach(() => signUp(ada))

  it('knows the person whatever the capitals of the address', async () => {
    expect(await signIn({ email: ' Ada@Example.test', password: PASSWORD }, 'here')).toMatchObject({ name: 'Ada' })
    expect(await signIn({ email: ada.email, password: 'wrong wrong wrong' }, 'here')).toBeNull()
    expect(await signIn({ email: 'nobody@example.test', password: PASSWORD }, 'here')).toBeNull()
    expect(await signIn({ email: ada.email, password: '' }, 'here')).toBeNull()
  })

  it('works as hard for an unknown account as for a wrong password', async () => {
    const effort = async (email: string) => {
      const began = process.cpuUsage()
      await signIn({ email, password: 'wrong wrong wrong' }, email)
      return process.cpuUsage(began).user
    }
    await effort('warm@example.test')
    const known = Math.min(await effort(ada.email), await effort(ada.email), await effort(ada.email))
    const unknown = Math.min(await effort('b@example.test'), await effort('c@example.test'), await effort('d@example.test'))
    expect(unknown / known).toBeGreaterThan(0.5)
    expect(unknown / known).toBeLessThan(2)
  })

  it('limits tries on known and unknown accounts alike', async () => {
    for (const email of [ada.email, 'nobody@example.test']) {
      const answers: unknown[] = []
      for (let at = 0; at < 12; at++) {
        answers.push(await signIn({ email, password: 'wrong wrong wrong' }, 'there').catch((error: unknown) => error))
      }
      expect(answers.slice(0, 10)).toEqual(Array(10).fill(null))
      expect(answers.slice(10)).toMatchObject([{ code: 'limited' }, { code: 'limited' }])
    }
    expect(await signIn({ email: ada.email, password: PASSWORD }, 'elsewhere')).toMatchObject({ name: 'Ada' })
  })

  it('limits tries from all addresses of one network of IPv6 together', async () => {
    const tries = Array.from({ length: 11 }, (_, at) =>
      signIn({ email: ada.email, password: 'wrong wrong wrong' }, `2001:db8:0:1::${at}`).catch((error: unknown) => error),
    )
    expect((await Promise.all(tries)).filter((answer) => answer !== null)).toMatchObject([{ code: 'limited' }])
  })

  it('keeps no password that could be read', async () => {
    const rows = await database.owner()`select password_hash from "user"`
    expect(JSON.stringify(rows)).not.toContain(PASSWORD)
    expect(rows[0]?.password_hash).toMatch(/^scrypt:32768:8:1:/)
  })
})

describe('sessions', () => {
  it('end at once when they are revoked, and only their owner can', async () => {
    const one = await person('one')
    const other = await person('other')
    const claims = { sub: one.userId, sessionId: one.sessionId }
    expect(await personOfSession(claims)).toEqual(one)
    await expect(revokeSession(other, { id: one.sessionId })).rejects.toMatchObject({ code: 'not_found' })
    await revokeSession(one, { id: one.sessionId })
    expect(await personOfSession(claims)).toBeNull()
  })

  it('are worth nothing under another name, after their time, or in another form', async () => {
    const one = await person('one')
    const other = await person('other')
    expect(await personOfSession({ sub: other.userId, sessionId: one.sessionId })).toBeNull()
    expect(await personOfSession({ sub: one.userId })).toBeNull()
    expect(await personOfSession({ sub: { $ne: null }, sessionId: one.sessionId })).toBeNull()
    await database.owner()`update session set expires_at = now() where id = ${one.sessionId}`
    expect(await personOfSession({ sub: one.userId, sessionId: one.sessionId })).toBeNull()
  })

  it('are listed to their owner, the current one marked', async () => {
    const one = await person('one')
    await openSession({ id: one.userId, name: one.name }, { userAgent: 'Firefox', address: '10.0.0.1' })
    await person('other')
    const sessions = await listSessions(one)
    expect(sessions.map(({ userAgent, current }) => [userAgent, current]).sort()).toEqual([
      ['Firefox', false],
      ['test', true],
    ])
  })

  it.each([-1, 1])('and invitations last as long on a machine whose clock is %i hours off', async (hours) => {
    const one = await person('one')
    const { id, admin } = await testWorkspace(database.owner())
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000 })
    onTestFinished(() => void vi.useRealTimers())
    const session = await openSession({ id: one.userId, name: one.name }, { userAgent: 'Firefox', address: '' })
    await inviteMember({ actor: admin }, { email: 'new@example.test', role: 'viewer' })
    const lasts = database.owner()`(expires_at - created_at)::text as lasts`
    expect(await database.owner()`select ${lasts} from session where id = ${session}`).toEqual([{ lasts: '30 days' }])
    expect(await database.owner()`select ${lasts} from invitation where workspace_id = ${id}`).toEqual([{ lasts: '7 days' }])
  })

  it('of other browsers end when the password changes', async () => {
    await signUp(ada)
    const self = await signIn({ email: ada.email, password: PASSWORD }, 'here')
    if (!self) throw new Error('not signed in')
    const [here, there] = await Promise.all(['here', 'there'].map((userAgent) => openSession(self, { userAgent, address: '' })))
    const person: Person = { userId: self.id, name: self.name, email: self.email, sessionId: here ?? '' }
    await expect(changePassword(person, { current: 'not the password', next: 'a brand new password' })).rejects.toMatchObject({
      code: 'invalid',
    })
    await changePassword(person, { current: PASSWORD, next: 'a brand new password' })
    expect(await personOfSession({ sub: self.id, sessionId: here })).not.toBeNull()
    expect(await personOfSession({ sub: self.id, sessionId: there })).toBeNull()
    expect(await signIn({ email: ada.email, password: PASSWORD }, 'here')).toBeNull()
    expect(await audited()).toContain('user.password-changed')
  })
})

describe('invitations', () => {
  let workspace: TestWorkspace
  let token: string

  beforeEach(async () => {
    workspace = await testWorkspace(database.owner())
    token = await invite('bob@example.test')
  })

  it('let a newcomer in once, with the role that was given', async () => {
    expect(await openInvitation({ token })).toEqual({
      workspaceName: 'Acme',
      email: 'bob@example.test',
      role: 'operator',
      hasAccount: false,
    })
    const tries = [1, 2, 3].map(() => acceptInvitation(null, { token, name: 'Bob', password: PASSWORD }, 'here'))
    const settled = await Promise.allSettled(tries)
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refused = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason.name] : []))
    expect(refused).toEqual(['ServiceError', 'ServiceError'])
    const bob = (await listMembers({ actor: workspace.viewer })).filter(({ email }) => email === 'bob@example.test')
    expect(bob).toMatchObject([{ name: 'Bob', role: 'operator' }])
    await expect(openInvitation({ token })).rejects.toMatchObject({ code: 'not_found' })
    expect(await audited()).toContain('member.joined')
  })

  it('to somebody with an account need that account, not just the link', async () => {
    await acceptInvitation(null, { token, name: 'Bob', password: PASSWORD }, 'here')
    workspace = await testWorkspace(database.owner(), 'Second')
    token = await invite('bob@example.test')
    const mallory = await person('mallory')
    await expect(acceptInvitation(mallory, { token, name: 'Bob', password: 'a wrong password' }, 'here')).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    expect(await acceptInvitation(null, { token, password: PASSWORD }, 'here')).toEqual({ slug: workspace.slug })
  })

  it.each(['revoked_at = now()', 'expires_at = now()'])('are closed by %s', async (change) => {
    await database.owner().unsafe(`update invitation set ${change}`)
    await expect(openInvitation({ token })).rejects.toMatchObject({ code: 'not_found' })
    await expect(acceptInvitation(null, { token, name: 'Bob', password: PASSWORD }, 'here')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('replace the earlier one to the same address', async () => {
    const newer = await invite('bob@example.test')
    await expect(openInvitation({ token })).rejects.toMatchObject({ code: 'not_found' })
    expect(await openInvitation({ token: newer })).toMatchObject({ role: 'operator' })
  })

  it('keep the link out of the database', async () => {
    expect(JSON.stringify(await database.owner()`select * from invitation`)).not.toContain(token)
  })

  async function invite(email: string): Promise<string> {
    const { link } = await inviteMember({ actor: workspace.admin }, { email, role: 'operator' })
    return tokenIn(link)
  }
})

describe('the organisation’s own sign-in', () => {
  const profile = { iss: 'https://id.example.test', sub: 'subject-1', email: 'Bob@example.test', email_verified: true, name: 'Bob' }

  it('lets in whom somebody invited, and knows them by subject from then on', async () => {
    const workspace = await testWorkspace(database.owner())
    expect(await admitIdentity(profile)).toBeNull()
    await inviteMember({ actor: workspace.admin }, { email: 'bob@example.test', role: 'builder' })
    const bob = await admitIdentity(profile)
    expect(bob).toMatchObject({ name: 'Bob', email: 'bob@example.test' })
    expect(await listMembers({ actor: workspace.viewer })).toContainEqual(expect.objectContaining({ userId: bob?.id, role: 'builder' }))
    expect(await admitIdentity({ ...profile, email: 'new-address@example.test', email_verified: false })).toEqual(bob)
  })

  it.each([
    ['an address nobody verified', { email_verified: false }],
    ['an address said to be verified in words', { email_verified: 'true' }],
    ['no address', { email: undefined }],
    ['an address that only looks the same', { email: 'bob@ex\u0430mple.test' }],
  ])('does not link %s to an account', async (_what, change) => {
    await signUp({ ...ada, email: 'bob@example.test' })
    expect(await admitIdentity({ ...profile, ...change })).toBeNull()
    expect(await admitIdentity(profile)).toMatchObject({ email: 'bob@example.test' })
  })

  it('does not mix two providers up', async () => {
    await signUp({ ...ada, email: 'bob@example.test' })
    await admitIdentity(profile)
    expect(await admitIdentity({ ...profile, iss: 'https://evil.example.test', email_verified: false })).toBeNull()
  })
})

describe('members', () => {
  it('keep one owner, even when all step down at once', async () => {
    const workspace = await testWorkspace(database.owner())
    const others = await Promise.all(Array.from({ length: 9 }, () => testMember(database.owner(), workspace.id, 'owner')))
    const owners = [workspace.owner, ...others]
    const settled = await Promise.allSettled(owners.map((actor) => removeMember({ actor }, { userId: actor.userId })))
    expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  })

  it.each([
    ['make an owner', (w: TestWorkspace) => setMemberRole({ actor: w.admin }, { userId: w.admin.userId, role: 'owner' })],
    ['unmake an owner', (w: TestWorkspace) => setMemberRole({ actor: w.admin }, { userId: w.owner.userId, role: 'viewer' })],
    ['remove an owner', (w: TestWorkspace) => removeMember({ actor: w.admin }, { userId: w.owner.userId })],
    ['invite an owner', (w: TestWorkspace) => inviteMember({ actor: w.admin }, { email: 'x@example.test', role: 'owner' })],
  ])('who are admins cannot %s', async (_what, attempt) => {
    await expect(attempt(await testWorkspace(database.owner()))).rejects.toMatchObject({ code: 'forbidden' })
  })

  it.each([
    ['is removed', (w: TestWorkspace) => removeMember({ actor: w.owner }, { userId: w.admin.userId })],
    ['may invite nobody any more', (w: TestWorkspace) => setMemberRole({ actor: w.owner }, { userId: w.admin.userId, role: 'builder' })],
  ])('whoever %s leaves no invitation open', async (_what, end) => {
    const workspace = await testWorkspace(database.owner())
    const { link } = await inviteMember({ actor: workspace.admin }, { email: 'second@example.test', role: 'admin' })
    const { link: another } = await inviteMember({ actor: workspace.owner }, { email: 'third@example.test', role: 'viewer' })
    await end(workspace)
    await expect(openInvitation({ token: tokenIn(link) })).rejects.toMatchObject({ code: 'not_found' })
    expect(await openInvitation({ token: tokenIn(another) })).toMatchObject({ role: 'viewer' })
  })

  it('lose their place in the workspace at once', async () => {
    const workspace = await testWorkspace(database.owner())
    const { viewer } = workspace
    const self: Person = { ...viewer, email: '' }
    expect(await memberOf(self, workspace.slug)).toEqual(viewer)
    await removeMember({ actor: workspace.admin }, { userId: viewer.userId })
    expect(await memberOf(self, workspace.slug)).toBeNull()
  })
})

it('shows a person their own workspaces, and records a new name in each', async () => {
  const one = await person('one')
  const first = await createWorkspace(one, { name: 'Müller & Söhne' })
  const second = await createWorkspace(one, { name: 'Müller & Söhne' })
  expect(first.slug).toBe('muller-sohne')
  expect(second.slug).toMatch(/^muller-sohne-\d{4}$/)
  await renamePerson(one, { name: 'Number One' })
  expect((await me(one)).workspaces.map(({ name, role }) => [name, role])).toEqual([
    ['Müller & Söhne', 'owner'],
    ['Müller & Söhne', 'owner'],
    ['one', 'viewer'],
  ])
  const renamed = await database.owner()`select from audit_event where action = 'user.renamed'`
  expect(renamed).toHaveLength(3)
})

function tokenIn(link: string): string {
  return link.split('/').at(-1) ?? ''
}

/** A signed-in person in a workspace of their own. */
async function person(name: string): Promise<Person> {
  const { viewer } = await testWorkspace(database.owner(), name)
  const [row] = await database.owner()`select email from "user" where id = ${viewer.userId}`
  return { userId: viewer.userId, name: viewer.name, email: row?.email, sessionId: viewer.sessionId }
}

async function audited(): Promise<string[]> {
  const rows = await database.owner()`select action from audit_event order by at, id`
  return rows.map(({ action }) => action)
}
