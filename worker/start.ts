import { hostname } from 'node:os'
import { engineSql } from '@/server/db/client'
import { newId } from '@/server/db/id'
import { env } from '@/server/env'
import { log } from '@/server/log'
import { listenDoorbell } from '@/server/queue/open'
import { liveBus } from '@/server/services/live/bus'
import { openAccount } from './accounts/with-account'
import { mailChannel } from './approvals/mail-channel'
import { Messenger } from './approvals/messenger'
import { slackChannel } from './approvals/slack-channel'
import { answererWith } from './asks/answer'
import { AskDesk } from './asks/desk'
import { keepSealing } from './audit/sealing'
import { openDocuments } from './capabilities/documents/documents'
import { egressOf } from './capabilities/http/address'
import { everyAddress } from './capabilities/http/guarded-agent'
import { openHttp } from './capabilities/http/http'
import { openMail } from './capabilities/mail/mail'
import { openModel } from './capabilities/model/model'
import { Engine } from './engine/engine'
import { openHeavyWork } from './engine/heavy/heavy-work'
import { threadPulse } from './engine/pulse/thread-pulse'
import { MentionMailer } from './mentions/mention-mailer'
import { Reconciler } from './reconcile/reconciler'
import { Keeper } from './retention/keeper'
import { openIsolates } from './sandbox/isolates'
import { MailboxWatcher } from './triggers/mailbox/watcher'
import { Poller } from './triggers/poll/poller'
import { WhatIfDesk } from './what-if/what-if-desk'

/** Within what a launcher grants a process to stop. */
const PATIENCE_MS = 5_000

export type RunningWorker = { id: string; stop(): Promise<void> }

export async function startWorker(): Promise<RunningWorker> {
  const { DATABASE_ENGINE_URL, SMTP_URL, MAIL_FROM, MODEL_URL, MODEL_NAME, MODEL_API_KEY } = env()
  const sql = engineSql()
  const bus = await liveBus()
  const rules = egressOf(env())
  const http = openHttp(rules)
  const mail = openMail(rules, { url: SMTP_URL, from: MAIL_FROM })
  const documents = openDocuments()
  const isolates = openIsolates()
  const heavy = openHeavyWork()
  const model = MODEL_URL && MODEL_NAME ? openModel({ url: MODEL_URL, name: MODEL_NAME, apiKey: MODEL_API_KEY }) : null
  const equipment = { http, mail, documents, isolates, model }
  const workerId = newId()
  const leaving = new AbortController()
  const engine = new Engine(workerId, {
    sql,
    bus,
    pulse: threadPulse({ sql, url: DATABASE_ENGINE_URL, worker: { id: workerId, host: hostname() } }),
    equipment,
    heavy,
    onWait: (wakeAt) => reconciler.dueAt(wakeAt),
    onEnd: (runId) => {
      reconciler.ended([runId]).catch((err) => log.warn({ err }, 'The end of a run could not be passed on; the reconciler tries again'))
    },
    onCallsGivenUp: (run, steps) => {
      reconciler.callsGivenUp(run, steps).catch((err) => log.warn({ err }, 'What a run called and gave up could not be cancelled'))
    },
  })
  const reconciler = new Reconciler({ sql, bus, engine })
  const asks = new AskDesk({ sql, bus, workerId, answerer: answererWith(equipment) })
  const mailboxes = new MailboxWatcher({
    sql,
    workerId,
    reach: { rules, resolve: everyAddress },
    openConnection: (workspaceId, connectionId) => openAccount(http, { workspaceId, connectionId, signal: leaving.signal }),
  })
  const poller = new Poller({ sql, bus, workerId, equipment, now: () => engine.clock.now() })
  const messenger = new Messenger({ sql, bus, channels: { mail: SMTP_URL ? mailChannel(mail) : null, slack: slackChannel(equipment) } })
  const mentions = SMTP_URL ? new MentionMailer({ sql, bus, mail }) : null
  const whatIfs = new WhatIfDesk({ sql, bus, workerId, readers: equipment })
  const keeper = new Keeper(sql)

  await keeper.start()
  await engine.start()
  const unsubscribe = await bus.subscribe(`worker:${engine.id}`, (signal) => {
    engine
      .look(signal ? [signal.runId] : engine.inHand)
      .catch((err) => log.warn({ err }, 'Signals could not be read; the reconciler looks again'))
  })
  const doorbell = await listenDoorbell((runs) => (runs ? engine.take(runs) : engine.takeFairly()))
  reconciler.start()
  await asks.start()
  mailboxes.start()
  await poller.start()
  const sealing = keepSealing()
  await messenger.start()
  await mentions?.start()
  await whatIfs.start()
  log.info({ worker: engine.id }, 'The worker is ready')

  return {
    id: engine.id,
    async stop() {
      leaving.abort()
      const beside = [reconciler, asks, messenger, ...(mentions ? [mentions] : []), mailboxes, poller, keeper, whatIfs]
      await Promise.all([doorbell.close(), ...beside.map((each) => each.stop())])
      await engine.stop(PATIENCE_MS)
      await sealing.stop()
      unsubscribe()
      await Promise.all([http.close(), documents.close(), isolates.close(), heavy.close()])
    },
  }
}
