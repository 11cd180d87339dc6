import { spawn } from 'node:child_process'
import { tail } from './run.mjs'
import { StartError } from './say.mjs'

/** Migrates and seeds, in a process that alone holds the owner's connection. Gives what it answers: URLs and the demo account. */
export function prepare({ root, args, env, signal }) {
  return new Promise((resolve, reject) => {
    let output = ''
    let answer
    const child = spawn(process.execPath, args, { cwd: root, env, signal, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
      })
    child.on('message', (message) => {
      answer = message
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (answer?.problem) reject(new StartError(answer.problem))
      else if (code === 0 && answer) resolve(answer)
      else reject(new StartError(`The database could not be prepared. The last words:\n${tail(output)}`))
    })
  })
}
