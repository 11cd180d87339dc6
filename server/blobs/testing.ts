import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { forgetEnv } from '../env'
import { diskStore } from './store'

/** Gives the test file a data folder of its own, set up for files. */
export function testFolder(): void {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaos-test-'))
    process.env.KAOS_DATA = folder
    forgetEnv()
    // Not by env(): a test may set more of it.
    await diskStore(join(folder, 'blobs')).setUp()
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
}
