import { log } from './log'

/** Longer than this nobody waits for a process to stop. */
const PATIENCE_MS = 8_000

/**
 * Ends this process in order: on Ctrl-C, on SIGTERM, and when the launcher that started it is gone
 * (its IPC channel closes), so that a killed launcher leaves no orphans.
 */
export function stopInOrder(stop: () => Promise<void>): void {
  let stopping = false
  const end = (reason: string) => {
    if (stopping) return
    stopping = true
    log.info({ reason }, 'Stopping')
    setTimeout(() => process.exit(1), PATIENCE_MS).unref()
    stop().then(
      () => process.exit(0),
      (err: unknown) => {
        log.error({ err }, 'Stopping failed')
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', () => end('SIGINT'))
  process.on('SIGTERM', () => end('SIGTERM'))
  process.on('disconnect', () => end('the launcher is gone'))
}
