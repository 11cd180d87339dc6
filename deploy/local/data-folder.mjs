import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { commandOf } from './left-over.mjs'
import { StartError } from './say.mjs'

/** Where everything that must survive lives. One KAOS at a time: two Postgres on one folder would ruin it. */
export function openDataFolder(folder) {
  try {
    mkdirSync(path.join(folder, 'logs'), { recursive: true })
    lock(path.join(folder, 'lock'), folder)
  } catch (error) {
    if (error instanceof StartError) throw error
    if (error.code === 'ENOSPC') throw new StartError(`There is no disk space left for ${folder}. Make room and start again.`)
    throw new StartError(
      `The data folder ${folder} cannot be written (${error.code ?? error.message}). Make it writable, or set KAOS_DATA to another folder.`,
    )
  }
  return () => rmSync(path.join(folder, 'lock'), { force: true })
}

function lock(file, folder) {
  for (;;) {
    try {
      return writeFileSync(file, String(process.pid), { flag: 'wx' })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const owner = Number(readFileSync(file, 'utf8'))
    if (owner !== process.pid && commandOf(owner).includes('deploy/local/'))
      throw new StartError(`KAOS already runs on ${folder} (process ${owner}). Stop that first, or set KAOS_DATA to another folder.`)
    rmSync(file, { force: true })
  }
}
