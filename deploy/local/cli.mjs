import { checkNode } from './node-version.mjs'

// What npm's scripts call. The command is loaded after the check: an old Node cannot even read it.
try {
  checkNode()
  import(`./${process.argv[2]}.mjs`)
} catch (error) {
  process.stderr.write(`\n${error.message}\n`)
  process.exitCode = 1
}
