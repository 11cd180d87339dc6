import { say } from './say.mjs'

/** What passed, what failed, what was left out and why. In CI a part that was left out has not passed. */
export class Totals {
  #passed = 0
  #failed = 0
  #skipped = []
  #strict

  constructor({ strict = Boolean(process.env.CI) } = {}) {
    this.#strict = strict
  }

  add({ passed, failed }) {
    this.#passed += passed
    this.#failed += failed
  }

  skip(what, why) {
    this.#skipped.push(`${what}: ${why}`)
    if (this.#strict) this.#failed += 1
  }

  /** Prints the sum as the last line, and gives the exit code. */
  close() {
    for (const line of this.#skipped) say(`  ${this.#strict ? '✗' : '·'} skipped ${line}`)
    say(`\n${this.#passed} passed, ${this.#failed} failed`)
    return this.#failed === 0 ? 0 : 1
  }
}
