import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { testDatabase, testWorkspace } from '../db/testing'
import { forgetEnv } from '../env'
import { ready } from '../services/health/ready'
import { keepFile } from './keep-file'
import { setUpFiles } from './set-up-files'
import { blobStore } from './store'

const database = testDatabase()
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaos-files-'))
  process.env.KAOS_DATA = folder
  forgetEnv()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const filesInWords = async () => (await ready({ write: async () => {}, close: async () => {} })).files
const kept = async () => {
  const { id } = await testWorkspace(database.owner())
  await keepFile(id, { name: 'a.txt', contentType: 'text/plain', bytes: Buffer.from('a') })
}

it('marks the folder where no files were kept yet, and one that has some', async () => {
  await database.owner()`delete from blob`
  await setUpFiles()
  expect(await filesInWords()).toBe('ok')
  await kept()
  await rm(join(folder, 'blobs', '.kaos-files'))
  await setUpFiles()
  expect(await blobStore().isSetUp()).toBe(true)
})

it('leaves an empty folder unmarked when files were kept, and readiness says what to do until they are back', async () => {
  await blobStore().setUp()
  await kept()
  await rename(join(folder, 'blobs'), join(folder, 'unmounted'))
  await setUpFiles()
  expect(await ready({ write: async () => {}, close: async () => {} })).toMatchObject({
    ready: true,
    files: expect.stringContaining('mount its disk again'),
  })
  await rename(join(folder, 'unmounted'), join(folder, 'blobs'))
  expect(await filesInWords()).toBe('ok')
})
