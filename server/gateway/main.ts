import { env } from '../env'
import { stopInOrder } from '../lifecycle'
import { log } from '../log'
import { openQueueProbe } from '../queue/probe'
import { connectRedis } from '../redis'
import { openLimits } from './limits'
import { createGateway } from './server'
import { openSmtp } from './smtp/open'

/** Streams of the web stay open for ever; whoever holds one comes back by itself. */
const STREAMS_MAY_TAKE_MS = 1_000

const { PORT, WEB_PORT, KAOS_URL, KAOS_TRUSTED_PROXIES, REDIS_URL } = env()
const redis = REDIS_URL ? connectRedis(REDIS_URL, { enableOfflineQueue: false }) : null
const queueProbe = openQueueProbe()
const limits = openLimits(redis)

const server = createGateway({
  webPort: WEB_PORT,
  publicUrl: KAOS_URL,
  trustedProxies: KAOS_TRUSTED_PROXIES,
  limits,
  queueProbe,
  development: process.env.NODE_ENV === 'development',
})

const cannotListen = (err: NodeJS.ErrnoException & { port?: number }) => {
  const why = err.code === 'EADDRINUSE' ? `: another program has taken port ${err.port}` : ''
  log.fatal({ err }, `The gateway can not listen${why}`)
  process.exit(1)
}
server.on('error', cannotListen)
const smtp = await openSmtp(limits.recipients).catch(cannotListen)
server.listen(PORT, () => {
  log.info({ port: PORT }, 'The gateway is open')
  process.send?.('ready')
})

stopInOrder(async () => {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), STREAMS_MAY_TAKE_MS).unref()
  })
  await Promise.all([closed, smtp.close()])
})
