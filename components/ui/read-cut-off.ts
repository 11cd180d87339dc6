/** Those that got their title here. */
const titled = new WeakSet<HTMLElement>()

/** Text that is cut off for want of room can be read by pointing at it, wherever it stands. `first`: where somebody points already. */
export function readCutOff(first: PointerEvent) {
  document.addEventListener('pointerover', show, { passive: true })
  show(first)
}

function show({ target, buttons }: PointerEvent) {
  // Whoever drags something reads nothing, and looking costs.
  if (buttons !== 0 || !(target instanceof HTMLElement)) return
  for (const element of [target, target.parentElement]) {
    if (!element) return
    const isOurs = titled.has(element)
    if (!isOurs && element.closest('[title]')) return
    const text = cutOffIn(element)
    if (text !== null) {
      titled.add(element)
      element.title = text
      return
    }
    if (isOurs) element.removeAttribute('title')
  }
}

/** All of a text that ends in dots; null where nothing is missing. */
function cutOffIn(element: HTMLElement): string | null {
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element
  const [isWider, isHigher] = [scrollWidth > clientWidth, scrollHeight > clientHeight + 1]
  if (!isWider && !isHigher) return null
  const { textOverflow, webkitLineClamp } = getComputedStyle(element)
  const isCut = (isWider && textOverflow === 'ellipsis') || (isHigher && webkitLineClamp !== 'none')
  return isCut ? (element instanceof HTMLInputElement ? element.value : element.textContent) : null
}
