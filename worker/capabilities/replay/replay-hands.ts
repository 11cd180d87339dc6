import type { Capabilities, Delivery, Reply } from '@/flow/define/capabilities'
import type { Json } from '@/flow/json'
import { computeWith } from '../../sandbox/compute'
import type { Account } from '../account/account'
import { callbacksOf } from '../callbacks'
import type { Equipment } from '../hands'
import { headOf } from '../mail/compose'
import { recallAt } from '../memory'
import { asJson, askedOf, placeOf } from '../record'
import type { RecordedCalls } from './recorded-calls'
import { AsThen, Untold } from './untold'

/** Processes of ours that read and compute, and reach nothing else. */
export type Readers = Pick<Equipment, 'documents' | 'isolates'>

export type ReplayedStep = {
  workspaceId: string
  runId: string
  step: string
  account: Account | null
  signal: AbortSignal
  /** When the step was at this point. */
  at: Date
  /** It got what it got then. */
  timeZone: string
  asThen: boolean
  /** It did something of this kind then, whatever it got. */
  wasThere: boolean
  calls: RecordedCalls
  files: Capabilities['files']
  readers: Readers
  log(line: string): void
  reply(reply: Reply): Promise<Delivery>
}

const NOBODY = { name: '', address: 'nobody@kaos.example' }

/**
 * The capabilities in mode `replay`: what a recorded run saw, and no way out. None of them holds a socket, a secret or a table to
 * write to. A step that got what it got then is told so at the first hand it lifts; it gives what it gave.
 */
export function replayHands({ workspaceId, runId, step, account, signal, files, readers, reply, log, ...how }: ReplayedStep): Capabilities {
  const { at, timeZone, asThen, wasThere, calls } = how
  const connectionId = account?.connection.id ?? null
  const ask = (call: Omit<Parameters<RecordedCalls['answer']>[0], 'step' | 'connectionId'>) => calls.answer({ step, connectionId, ...call })
  const reader = readers.documents.forStep({ files, signal })
  const compute = computeWith(readers.isolates, { workspaceId, signal, log, keep: files.write })
  const lifted = async <T>(act: () => Promise<T>): Promise<T> => {
    if (asThen) throw new AsThen()
    return act()
  }
  return {
    http: {
      send: (request) =>
        lifted(async () => {
          const reads = request.method === 'GET' || request.method === 'HEAD'
          return answered(await ask({ capability: 'http', asked: askedOf(request), place: placeOf(request), reads }))
        }),
    },
    mail: {
      send: (mail) =>
        lifted(async () => {
          headOf(mail, NOBODY, 1) // an address that is none fails here, as it would there
          return answered(await ask({ capability: 'mail', asked: asJson(mail), place: null, reads: false }))
        }),
      verify: () => Promise.reject(new Error('Accounts are not tested in a run that is only imagined')),
    },
    model:
      asThen || calls.has(step, 'model')
        ? { answer: (request) => lifted(() => ask({ capability: 'model', asked: asJson(request), place: null, reads: true })) }
        : null,
    files: { read: (ref) => lifted(() => files.read(ref)), write: (file) => lifted(() => files.write(file)) },
    documents: {
      open: (file) => lifted(() => reader.open(file)),
      xml: (text) => lifted(() => reader.xml(text)),
      render: (file) => lifted(() => reader.render(file)),
    },
    compute: { javascript: (code) => lifted(() => compute.javascript(code)), jsonata: (code) => lifted(() => compute.jsonata(code)) },
    callbacks: {
      link: () => lifted(() => Promise.reject(new Untold('It makes a link that was not made then.'))),
      find: (url) => lifted(() => callbacksOf({ workspaceId, runId, step, mode: 'test' }).find(url)),
    },
    state: {
      get: () => lifted(() => Promise.reject(new Untold('What the flow kept then is not on record.'))),
      change: (key, change) => lifted(async () => calls.doInside(step, 'state', asJson({ key, ...change }), wasThere)),
    },
    flows: { call: (call) => lifted(async () => calls.doInside(step, 'flow', asJson(call), wasThere)) },
    memory: {
      recall: (collection, key) => lifted(() => recallAt({ workspaceId, runId }, collection, key, at)),
      remember: () => lifted(async () => {}),
    },
    clock: {
      zone: timeZone,
      now() {
        if (asThen) throw new AsThen()
        return at
      },
    },
    // Kept with the run that is imagined, and compared: nobody hears it.
    reply: { send: reply },
  }
}

/** As this capability itself gave it when it was recorded. */
function answered<T>(answer: Json): T {
  return answer as T
}
