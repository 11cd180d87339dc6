import { parentPort } from 'node:worker_threads'
import { closeDatabase, engineSql } from '@/server/db/client'
import { Sealer } from './sealer'

/** Seals beside the main loop, with connections of its own: however many runs end, sealing them holds up none (sealing.ts). */
const sealer = new Sealer(engineSql())

parentPort?.once('message', async () => {
  await sealer.stop()
  await closeDatabase()
  process.exit()
})
sealer.start()
