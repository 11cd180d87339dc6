import { StartError, say } from './say.mjs'
import { Scope } from './scope.mjs'

/**
 * Frames what the commands have in common: a scope that is closed on Ctrl-C, on SIGTERM, when it fails and when it is done;
 * one sentence for what cannot be helped. `interrupted` is the exit code for who is stopped: for a server that is no failure.
 */
export async function session({ name, interrupted }, work) {
  const scope = new Scope()
  let ending = false

  /** Ctrl-C reaches npm and us, and npm passes it on: the second signal of one key press is not a second wish. */
  async function end(code) {
    if (ending) return
    ending = true
    await scope.close()
    process.exit(code)
  }

  function fail(error) {
    if (ending) return
    const sentence = error instanceof StartError ? error.message : (error?.stack ?? String(error))
    process.stderr.write(`\n${name} cannot go on. ${sentence}\n`)
    return end(1)
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      if (!ending) say(`\n${name} stops`)
      end(interrupted)
    })
  if (process.env.npm_lifecycle_event) endWithParent(() => end(interrupted))
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)

  try {
    const code = await work({ scope, fail })
    if (code !== undefined) await end(code)
  } catch (error) {
    await fail(error)
  }
}

/** npm runs us through a shell. Told to stop, it stops that shell, which tells nobody. */
function endWithParent(end) {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) end()
  }, 250).unref()
}
