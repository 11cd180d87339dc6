import { stopInOrder } from '@/server/lifecycle'
import { openBaselineWorker } from './baseline'

const worker = openBaselineWorker(process.env.DATABASE_URL ?? '')
process.send?.('ready')
stopInOrder(async () => {
  await worker.close()
})
