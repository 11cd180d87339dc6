import { engineSql } from '../db/client'
import { log } from '../log'
import { blobStore } from './store'
import { StoreAway, UNMARKED } from './store-away'

/**
 * Marks the folder for files, unless files were kept and it has none: then it is another folder, most likely that of a disk that is
 * not mounted, and what needs files has to wait for the right one.
 */
export async function setUpFiles(): Promise<void> {
  const store = blobStore()
  if (await store.isSetUp()) return
  const [kept] = await engineSql()`select id from blob limit 1`
  if (kept && !(await hasAny(store.ids()))) log.error({ err: new StoreAway(UNMARKED) }, 'There are no files where they should be')
  else await store.setUp()
}

async function hasAny(ids: AsyncIterable<string>): Promise<boolean> {
  for await (const _ of ids) return true
  return false
}
