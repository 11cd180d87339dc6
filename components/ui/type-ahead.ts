import { isTyping } from './is-typing'

/** A part of the page may be on its way that long; whoever has given up before says so with Escape or the pointer. */
const PATIENCE_MS = 20_000
/** As many as a screen takes to answer a key. */
const FRAMES = 3
/** As many as it may take to put the keyboard where a key leads. */
const MOST_FRAMES = 40
const HELD = /^(.|Enter|Escape|Backspace|Tab|Arrow.*)$/u
/** A card has the keyboard before its field does, and a dialog before what is in it. */
const ON_THE_WAY = '.react-flow__node, [role="dialog"]'

const STOPS = ':is(a[href], button, input, select, textarea, [contenteditable="true"], [tabindex]):not(:disabled, [tabindex="-1"])'

/** Keys, and text that was pasted among them. */
let held: (KeyboardEvent | string)[] = []
let holding: AbortController | undefined
let patience: ReturnType<typeof setTimeout>
/** One more with each field that is asked for, so that what waits for the one before knows. */
let turn = 0
let isThere = false
let giving = false

/**
 * A field that was asked for comes some frames later, and people type on: what they type until it has the keyboard is held, and
 * given to it then, key by key, as if they had waited; so is what they paste. Where none comes, or the pointer goes elsewhere, it is for nobody.
 */
export function typeAhead(): void {
  clearTimeout(patience)
  patience = setTimeout(end, PATIENCE_MS)
  isThere = false
  void give(++turn, document.activeElement)
  if (holding) return
  holding = new AbortController()
  const first = { capture: true, signal: holding.signal }
  window.addEventListener('keydown', hold, first)
  window.addEventListener('paste', holdPaste, first)
  window.addEventListener('pointerdown', end, first)
}

/** Somebody still counts on the field. */
export function isAwaited(): boolean {
  return holding !== undefined
}

function end(): void {
  clearTimeout(patience)
  holding?.abort()
  holding = undefined
  held = []
  turn++
}

function hold(event: KeyboardEvent): void {
  const { key } = event
  const isCommand = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph')
  if (giving || event.isComposing || isCommand || !HELD.test(key)) return
  event.preventDefault()
  event.stopImmediatePropagation()
  // Once takes back what was typed, twice gives up.
  if (!isThere && key === 'Escape' && isKey(held.at(-1), key)) end()
  else held.push(event)
}

function holdPaste(event: ClipboardEvent): void {
  if (giving) return
  event.preventDefault()
  event.stopImmediatePropagation()
  // What is on the clipboard can be read only while the event is under way.
  held.push(event.clipboardData?.getData('text/plain') ?? '')
}

/** Until all is given, or one of the keys asks for the next field. */
async function give(mine: number, from: Element | null): Promise<void> {
  // What was closing and is opened again has had the keyboard all along.
  const wasClosing = isClosing(from)
  const hasArrived = () => !isNowhere() && !document.activeElement?.matches(ON_THE_WAY) && (wasClosing || document.activeElement !== from)
  while (!hasArrived()) {
    await frame()
    if (turn !== mine) return
  }
  isThere = true
  if (held.length > 0) await settled()
  while (turn === mine && held.length > 0) {
    giveNext()
    await settled()
  }
  if (turn === mine) end()
}

async function settled(): Promise<void> {
  for (let frames = 0; frames < FRAMES || (frames < MOST_FRAMES && isNowhere()); frames++) await frame()
}

function isNowhere(): boolean {
  return document.activeElement === document.body || isClosing(document.activeElement)
}

function isClosing(focused: Element | null): boolean {
  return focused?.closest('[role="dialog"][data-state="closed"]') != null
}

function frame(): Promise<unknown> {
  return new Promise(requestAnimationFrame)
}

/** A key, what was pasted, or all letters up to the next of them: a key may lead elsewhere. */
function giveNext(): void {
  const target = document.activeElement instanceof HTMLElement ? document.activeElement : document.body
  const isInIt = () => isTyping(target) && document.activeElement === target
  giving = true
  for (let next = held.shift(); next !== undefined; next = isLetter(next) && isLetter(held[0]) && isInIt() ? held.shift() : undefined) {
    if (typeof next === 'string') paste(target, next)
    else if (target.dispatchEvent(new KeyboardEvent('keydown', next))) doAsKey(target, next)
  }
  giving = false
}

function isKey(held: KeyboardEvent | string | undefined, key: string): boolean {
  return typeof held === 'object' && held.key === key
}

function isLetter(held: KeyboardEvent | string | undefined): boolean {
  return typeof held === 'object' && held.key.length === 1
}

/** Where nobody writes, the canvas or the list takes it. */
function paste(target: HTMLElement, text: string): void {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', text)
  const isLeft = target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  if (isLeft && isTyping(target)) document.execCommand('insertText', false, text)
}

/** What a browser does by itself with a key that somebody pressed. */
function doAsKey(target: HTMLElement, { key, shiftKey }: KeyboardEvent): void {
  if (key === 'Tab') tabOn(target, shiftKey ? -1 : 1)
  else if (!isTyping(target)) {
    if (target instanceof HTMLButtonElement && (key === 'Enter' || key === ' ')) target.click()
  } else if (key.length === 1) document.execCommand('insertText', false, key)
  else if (key === 'Backspace') document.execCommand('delete')
  else if (key === 'Enter' && target instanceof HTMLInputElement) target.form?.requestSubmit()
  else if (key === 'Enter') document.execCommand('insertLineBreak')
}

function tabOn(from: HTMLElement, by: 1 | -1): void {
  const stops = [...document.querySelectorAll<HTMLElement>(STOPS)].filter((each) => each.checkVisibility())
  const next = stops[stops.indexOf(from) + by]
  next?.focus()
  if (next instanceof HTMLInputElement) next.select()
}
