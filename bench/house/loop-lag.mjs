import { monitorEventLoopDelay } from 'node:perf_hooks'

// Loaded before a program whose event loop is watched. Each question is answered with what was seen since the last one.
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
process.on('message', (message) => {
  if (message !== 'lag') return
  process.send?.({ p99Ms: delay.percentile(99) / 1e6, maxMs: delay.max / 1e6 })
  delay.reset()
})
