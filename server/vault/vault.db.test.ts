import { randomBytes } from 'node:crypto'
import { afterEach, expect, it, vi } from 'vitest'
import { newId } from '../db/id'
import { inWorkspace } from '../db/tenancy'
import { testDatabase, testWorkspace } from '../db/testing'
import { forgetEnv } from '../env'
import { rewrapKeys } from './rewrap'
import { open, type Place, seal } from './vault'

const database = testDatabase()
afterEach(() => forgetEnv())

const SECRET = { clientSecret: 'a-very-plain-secret' }

function placeIn(workspaceId: string): Place {
  return { workspaceId, table: 'connection', row: newId(), column: 'sealed' }
}

it('opens what it sealed, in its place and nowhere else', async () => {
  const [ours, theirs] = [await testWorkspace(database.owner(), 'Ours'), await testWorkspace(database.owner(), 'Theirs')]
  const place = placeIn(ours.id)
  const sealed = await inWorkspace(ours.id, (tx) => seal(tx, place, SECRET))
  expect(Buffer.from(sealed).includes('plain')).toBe(false)
  expect(await inWorkspace(ours.id, (tx) => open(tx, place, sealed))).toEqual(SECRET)

  const elsewhere: Place[] = [
    { ...place, row: newId() },
    { ...place, column: 'settings' },
    { ...place, table: 'outside_call' },
  ]
  for (const other of elsewhere) await expect(inWorkspace(ours.id, (tx) => open(tx, other, sealed))).rejects.toThrow()
  await expect(inWorkspace(theirs.id, (tx) => open(tx, { ...place, workspaceId: theirs.id }, sealed))).rejects.toThrow()
  await expect(inWorkspace(theirs.id, (tx) => open(tx, place, sealed))).rejects.toThrow()
})

it('refuses what was changed', async () => {
  const { id } = await testWorkspace(database.owner())
  const place = placeIn(id)
  const sealed = await inWorkspace(id, (tx) => seal(tx, place, SECRET))
  for (const at of [0, 5, 20, sealed.length - 1]) {
    const changed = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte))
    await expect(inWorkspace(id, (tx) => open(tx, place, changed))).rejects.toThrow()
  }
  await expect(inWorkspace(id, (tx) => open(tx, place, sealed.subarray(0, 10)))).rejects.toThrow('not sealed')
})

it('never seals twice alike', async () => {
  const { id } = await testWorkspace(database.owner())
  const place = placeIn(id)
  const sealed = () => inWorkspace(id, (tx) => seal(tx, place, SECRET))
  expect(Buffer.from(await sealed())).not.toEqual(Buffer.from(await sealed()))
})

it('gives two who need the first key at once the same one', async () => {
  const { id } = await testWorkspace(database.owner())
  const places = Array.from({ length: 10 }, () => placeIn(id))
  const sealed = await Promise.all(places.map((place) => inWorkspace(id, (tx) => seal(tx, place, SECRET))))
  const opened = await Promise.all(sealed.map((bytes, i) => inWorkspace(id, (tx) => open(tx, places[i] ?? placeIn(id), bytes))))
  expect(opened).toEqual(places.map(() => SECRET))
})

it('opens nothing without its master key, and rotates to another', async () => {
  const { id } = await testWorkspace(database.owner())
  const place = placeIn(id)
  const sealed = await inWorkspace(id, (tx) => seal(tx, place, SECRET))
  const [before, after] = [process.env.KAOS_MASTER_KEY ?? '', randomBytes(32).toString('base64')]
  const opens = () => inWorkspace(id, (tx) => open(tx, place, sealed))

  useKeys(after)
  await expect(opens()).rejects.toThrow('is not in KAOS_MASTER_KEY')
  useKeys(after, before)
  expect(await opens()).toEqual(SECRET)
  await rewrapKeys()
  useKeys(after)
  expect(await opens()).toEqual(SECRET)
  useKeys(before)
  await expect(opens()).rejects.toThrow('is not in KAOS_MASTER_KEY')
})

function useKeys(today: string, before = ''): void {
  vi.stubEnv('KAOS_MASTER_KEY', today)
  vi.stubEnv('KAOS_MASTER_KEYS_BEFORE', before)
  forgetEnv()
}
