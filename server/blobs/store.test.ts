import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fileName } from './file-name'
import { diskStore } from './store'
import { StoreAway } from './store-away'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blobs-'))
  await diskStore(folder).setUp()
})
afterAll(() => rm(folder, { recursive: true }))

it('keeps bytes by id and leaves nothing half-written behind', async () => {
  const store = diskStore(folder)
  const id = '01890a5d-ac96-774b-bcce-b302099a8057'
  await store.write(id, Buffer.from('hello'))
  await store.write(id, Buffer.from('hello'))
  expect(Buffer.from(await store.read(id)).toString()).toBe('hello')
  expect(await readdir(join(folder, '57'))).toEqual([id])
})

it('takes away what could not be written to its end', async () => {
  const id = '01890a5d-ac96-774b-bcce-b302099a8058'
  const breaksOff = [Buffer.from('hello'), Symbol('no bytes') as unknown as Uint8Array]
  await expect(diskStore(folder).write(id, breaksOff)).rejects.toThrow()
  expect(await readdir(join(folder, '58'))).toEqual([])
})

it.each(['../../etc/passwd', '..%2f', '/etc/passwd', '', 'x'.repeat(36)])('takes no path for an id: %s', (id) => {
  expect(() => diskStore(folder).read(id)).toThrow('UUID')
})

it('makes names from outside harmless', () => {
  expect(['../../x', 'C:\\a\\b.pdf', 'a\u202Efdp.exe', 'a\0b', '..', '', 'x'.repeat(10_000), `${'x'.repeat(199)}😀`].map(fileName)).toEqual(
    ['x', 'b.pdf', 'afdp.exe', 'ab', 'file', 'file', 'x'.repeat(200), 'x'.repeat(199)],
  )
})

it('tells a store that is away from a file that is gone', async () => {
  const gone = '01890a5d-ac96-774b-bcce-b302099a8059'
  await expect(diskStore(folder).read(gone)).rejects.not.toBeInstanceOf(StoreAway)
  const noFolder = diskStore(join(folder, '57', '01890a5d-ac96-774b-bcce-b302099a8057'))
  await expect(noFolder.read(gone)).rejects.toBeInstanceOf(StoreAway)
  await expect(noFolder.write(gone, Buffer.from('hello'))).rejects.toBeInstanceOf(StoreAway)
})

it('takes a folder that was never set up for one that is not mounted: nothing is lost, and nothing written there', async () => {
  const other = join(folder, 'other')
  await mkdir(other)
  const store = diskStore(other)
  const id = '01890a5d-ac96-774b-bcce-b302099a8060'
  for (const doing of [() => store.read(id), () => store.write(id, Buffer.from('hello')), store.check])
    await expect(doing()).rejects.toMatchObject({ name: 'StoreAway', code: 'UNMARKED', message: expect.stringContaining('mount its disk') })
  expect(await readdir(other)).toEqual([])
  await store.setUp()
  await store.check()
  expect(await readdir(other)).toEqual(['.kaos-files'])
  await expect(store.read(id)).rejects.not.toBeInstanceOf(StoreAway)
})
