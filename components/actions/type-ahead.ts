import { isTyping } from './is-typing'

const PATIENCE_MS = 5_000

/**
 * A field that was asked for comes some frames later, and people type on: what they type until it has the keyboard is held, in
 * order, and typed into it then. Where no field comes it is for nobody.
 */
export function typeAhead(): void {
  if (isTyping(document.activeElement)) return
  const keys: string[] = []
  const over = new AbortController()
  const { signal } = over
  const end = () => over.abort()
  const whenever = { capture: true, signal }

  /** What is held is being given back. */
  let giving = false

  const hold = (event: KeyboardEvent) => {
    if (giving || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopImmediatePropagation()
    keys.push(event.key)
  }
  const type = async () => {
    do {
      await new Promise(requestAnimationFrame)
      giving = true
      typeInto(document.activeElement, keys)
      giving = false
    } while (keys.length > 0)
    end()
  }
  window.addEventListener('keydown', hold, whenever)
  window.addEventListener('pointerdown', end, whenever)
  window.addEventListener(
    'focusin',
    ({ target }) => {
      if (!(target instanceof Element)) return
      if (isTyping(target)) void type()
      else if (!target.matches('.react-flow__node')) end()
    },
    whenever,
  )
  setTimeout(end, PATIENCE_MS)
}

/** All letters up to a key that does something: that finds them on the screen, a frame later. */
function typeInto(field: Element | null, keys: string[]): void {
  if (isTyping(field) && keys[0]?.length === 1) {
    while (keys[0]?.length === 1) document.execCommand('insertText', false, keys.shift())
    return
  }
  const key = keys.shift()
  if (key === undefined || !field?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))) return
  if (key === 'Backspace') document.execCommand('delete')
  if (key === 'Enter') document.execCommand('insertLineBreak')
}
