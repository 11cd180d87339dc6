import { closeDatabase } from '@/server/db/client'
import { stopInOrder } from '@/server/lifecycle'
import { closeDoorbell } from '@/server/services/intake/ring'
import { closeLiveBus } from '@/server/services/live/bus'
import { startWorker } from './start'

const worker = await startWorker()
process.send?.('ready')

stopInOrder(async () => {
  await worker.stop()
  await Promise.all([closeDoorbell(), closeLiveBus()])
  await closeDatabase()
})
