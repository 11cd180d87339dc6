import type { RequestHandler } from 'express'
import { holdBody } from '@/server/body-memory'
import { log } from '@/server/log'
import { receiveCallback } from '@/server/services/callbacks/receive'
import type { AddressOf } from './client-address'
import { discardRest } from './hooks'
import type { Limit } from './limits'
import { readBody } from './read-body'

/** Where apps call back: `/callbacks/<connector>/<workspace>/<connection>`. */
export const CALLBACKS = '/callbacks/:connector/:workspace/:connection'

const LARGEST_BODY = 200_000

/** A call of an app about one account. The same answer for a wrong signature and for an account that is not there. */
export function callbackHandler({ addressOf, guesses }: { addressOf: AddressOf; guesses: Limit }): RequestHandler {
  return async (request, response) => {
    const say = (status: number, body: object) =>
      response.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }).status(status).json(body)
    const address = addressOf(request)
    const hold = holdBody(address)
    try {
      if ((await guesses.look(address)) !== null) return void say(429, { error: 'Too many calls that were not signed.' })
      const bytes = await readBody(request, LARGEST_BODY, hold)
      if (typeof bytes === 'string') {
        discardRest(request, response)
        return void (bytes === 'busy'
          ? say(503, { error: 'Too much arrives at once. Send it again in a moment.' })
          : say(413, { error: 'The body is too large.' }))
      }
      const { connector, workspace: workspaceId, connection: connectionId } = request.params
      const genuine = await receiveCallback({
        connector: connector as 'slack', // the service looks at it
        workspaceId: String(workspaceId),
        connectionId: String(connectionId),
        body: bytes.toString('utf8'),
        signature: request.get('x-slack-signature') ?? '',
        timestamp: request.get('x-slack-request-timestamp') ?? '',
      })
      if (genuine) return void response.set('cache-control', 'no-store').status(200).end()
      await guesses.spend(address)
      say(401, { error: 'This was not signed by the app.' })
    } catch (err) {
      log.error({ err }, 'A call of an app could not be taken')
      say(503, { error: 'This could not be taken just now. Try again.' })
    } finally {
      hold.letGo()
    }
  }
}
