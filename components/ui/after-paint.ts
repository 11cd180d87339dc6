/** Where a page is not drawn, as in a tab behind others. */
const AT_LATEST_MS = 150

/**
 * Does something once the browser shows what there is now. Gives what calls it off. The frame that is drawn next is put on the
 * screen by other threads: work that began right behind it would keep them waiting, so it begins with the frame after.
 */
export function afterPaint(work: () => void): () => void {
  const off = () => {
    cancelAnimationFrame(frame)
    clearTimeout(latest)
  }
  const now = () => {
    off()
    work()
  }
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(now)
  })
  const latest = setTimeout(now, AT_LATEST_MS)
  return off
}
