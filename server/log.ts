import pino, { type DestinationStream, type Logger } from 'pino'
import { loggedError } from './logged-error'
import { maskSecrets } from './mask-secrets'

/** The one logger. It is fed ids, counts and errors; a secret that slips in anyway is masked in the finished line. */
export function createLog(destination?: DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level: process.env.LOG_LEVEL || 'info',
    base: process.env.KAOS_PROCESS ? { process: process.env.KAOS_PROCESS } : {},
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: loggedError },
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: { streamWrite: maskSecrets },
  }
  return destination ? pino(options, destination) : pino(options)
}

export const log = createLog()
