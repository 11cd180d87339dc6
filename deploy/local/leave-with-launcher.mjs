/** Preloaded into programs that are not ours to change (Next.js, tsx): when the launcher is gone, however it went, leave too. */
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), 5_000).unref()
})
