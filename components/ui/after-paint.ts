/** Where a page is not drawn, as in a tab behind others. */
const AT_LATEST_MS = 150

/** Does something once the browser has painted what there is now. Gives what calls it off. */
export function afterPaint(work: () => void): () => void {
  let painted: ReturnType<typeof setTimeout> | undefined
  const off = () => {
    cancelAnimationFrame(frame)
    clearTimeout(painted)
    clearTimeout(latest)
  }
  const now = () => {
    off()
    work()
  }
  const frame = requestAnimationFrame(() => {
    painted = setTimeout(now)
  })
  const latest = setTimeout(now, AT_LATEST_MS)
  return off
}
