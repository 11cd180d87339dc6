import { setTimeout as delay } from 'node:timers/promises'
import { StartError } from './say.mjs'

/** Waits until a page comes through the gateway: then all of web and gateway answers. */
export async function untilPageAnswers(port, { signal, patienceMs = 120_000 }) {
  const url = `http://127.0.0.1:${port}/sign-in`
  let last = 'nothing'
  for (const end = Date.now() + patienceMs; Date.now() < end; await delay(40, undefined, { signal })) {
    try {
      const response = await fetch(url, { redirect: 'manual', signal })
      await response.body?.cancel()
      if (response.status < 500) return
      last = `status ${response.status}`
    } catch (error) {
      signal?.throwIfAborted()
      last = error.cause?.code ?? error.message
    }
  }
  throw new StartError(`KAOS does not answer on port ${port} (${last}). Its logs are in the data folder, under logs.`)
}
