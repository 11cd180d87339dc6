import { parentPort, workerData } from 'node:worker_threads'
import { readMail } from './read-mail'

/** The thread of parse-mail.ts: reads the one mail it was given. */
if (!(workerData instanceof Uint8Array)) throw new Error('This thread is started with a mail')
const mail = await readMail(workerData)
parentPort?.postMessage(mail)
