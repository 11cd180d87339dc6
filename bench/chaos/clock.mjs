/**
 * Preloaded into a process whose clock is to jump: each SIGUSR2 sets it an hour ahead, an hour back, right again.
 * As with a real clock, timers and `performance.now()` know nothing of it.
 */
const HOUR_MS = 3_600_000
const RealDate = Date
let off = 0

globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + off)
    else super(...args)
  }

  static now() {
    return RealDate.now() + off
  }

  static [Symbol.hasInstance](value) {
    return value instanceof RealDate
  }
}

process.on('SIGUSR2', () => {
  off = off === 0 ? HOUR_MS : off > 0 ? -HOUR_MS : 0
})
