import * as Y from 'yjs'
import { isJsonObject } from '@/flow/is-json-object'

/**
 * Undo that outlives a reload: which parts of the document each step made and took away, per person, flow and tab (undo-place.ts). The parts
 * themselves lie in IndexedDB; `keepsContent` holds Yjs back from clearing those that undo may bring back. Invariants:
 * - the stacks are read before the document is, and put in place after it;
 * - `redone` says what stands for what since something came back, which Yjs knows for as long as a page lives.
 */
type Range = [client: number, clock: number, length: number]
type Step = { insertions: Range[]; deletions: Range[] }
type Redone = [client: number, clock: number, length: number, byClient: number, byClock: number]
export type KeptUndo = { undo: Step[]; redo: Step[]; redone: Redone[] }

type Stack = Y.UndoManager['undoStack']

const MOST_STEPS = 100
const NOTHING: KeptUndo = { undo: [], redo: [], redone: [] }

/** Read by hand: zod is larger than all else that an editor needs before its first card is drawn. */
export function parseKeptUndo(text: string | null): KeptUndo {
  try {
    const kept: unknown = text === null ? NOTHING : JSON.parse(text)
    return isKeptUndo(kept) ? kept : NOTHING
  } catch {
    return NOTHING
  }
}

/** By hand: a schema would bring zod into a page that has no other use for it before something is opened. */
function isKeptUndo(kept: unknown): kept is KeptUndo {
  if (!isJsonObject(kept)) return false
  const { undo, redo, redone } = kept
  return isListOf(undo, isStep) && isListOf(redo, isStep) && isListOf(redone, (numbers) => isNumbers(numbers, 5))
}

function isStep(step: unknown): boolean {
  return isJsonObject(step) && isListOf(step.insertions, isRange) && isListOf(step.deletions, isRange)
}

function isRange(range: unknown): boolean {
  return isNumbers(range, 3) && range.every((each) => Number.isInteger(each) && each >= 0) && range[2] !== 0
}

function isNumbers(value: unknown, count: number): value is number[] {
  return isListOf(value, (each) => typeof each === 'number') && value.length === count
}

function isListOf(value: unknown, is: (entry: unknown) => boolean): value is unknown[] {
  return Array.isArray(value) && value.every(is)
}

/** For `gcFilter`: false for what may be cleared. */
export function keepsContent({ undo, redo, redone }: KeptUndo): (item: Y.Item) => boolean {
  const deleted = [...undo, ...redo].flatMap(({ deletions }) => deletions)
  const replaced = redone.map(([client, clock, length]): Range => [client, clock, length])
  const kept = setOf([...deleted, ...replaced])
  return (item) => Y.isDeleted(kept, item.id) || Y.isDeleted(kept, item.lastId)
}

/** Puts the steps in place, once the document is there. */
export function restoreUndo(manager: Y.UndoManager, kept: KeptUndo): void {
  Y.transact(manager.doc, (transaction) => {
    for (const [client, clock, length, byClient, byClock] of kept.redone) {
      if (!itemAt(manager.doc, Y.createID(byClient, byClock))) continue
      Y.iterateDeletedStructs(transaction, setOf([[client, clock, length]]), (item) => {
        if (item instanceof Y.Item) item.redone ??= Y.createID(byClient, byClock + item.id.clock - clock)
      })
    }
  })
  manager.undoStack.unshift(...stackOf(kept.undo))
  manager.redoStack.unshift(...stackOf(kept.redo))
}

export function keptUndoOf({ doc, undoStack, redoStack }: Y.UndoManager): KeptUndo {
  const undo = stepsOf(undoStack)
  const redo = stepsOf(redoStack)
  return { undo, redo, redone: redoneAround(doc, [...undo, ...redo]) }
}

function stepsOf(stack: Stack): Step[] {
  return stack.slice(-MOST_STEPS).map(({ insertions, deletions }) => ({ insertions: rangesOf(insertions), deletions: rangesOf(deletions) }))
}

function stackOf(steps: readonly Step[]): Stack {
  return steps.map(({ insertions, deletions }) => ({ insertions: setOf(insertions), deletions: setOf(deletions), meta: new Map() }))
}

type DeleteSet = ReturnType<typeof Y.createDeleteSet>

function rangesOf(set: DeleteSet): Range[] {
  return [...set.clients].flatMap(([client, items]) => items.map(({ clock, len }): Range => [client, clock, len]))
}

function setOf(ranges: readonly Range[]): DeleteSet {
  const whole = Y.createDeleteSet()
  for (const [client, clock, len] of ranges) whole.clients.set(client, [...(whole.clients.get(client) ?? []), { clock, len }])
  // Sorted and joined, as Yjs expects it when it searches.
  return Y.mergeDeleteSets([whole])
}

/** What stands for the parts of these steps, for what holds them and for what came after them in their place: Yjs follows all three. */
function redoneAround(doc: Y.Doc, steps: readonly Step[]): Redone[] {
  const ahead: (Y.Item | null)[] = steps.flatMap(({ insertions, deletions }) =>
    [...insertions, ...deletions].flatMap((range) => itemsIn(doc, range)),
  )
  const seen = new Set<Y.Item>()
  const redone: Redone[] = []
  for (let item = ahead.pop(); item !== undefined; item = ahead.pop()) {
    if (item === null || seen.has(item)) continue
    seen.add(item)
    if (item.redone) redone.push([item.id.client, item.id.clock, item.length, item.redone.client, item.redone.clock])
    if (item.redone) ahead.push(itemAt(doc, item.redone))
    if (item.parent instanceof Y.AbstractType) ahead.push(item.parent._item)
    if (item.parentSub !== null) ahead.push(item.right)
  }
  return redone
}

function itemsIn(doc: Y.Doc, [client, clock, length]: Range): Y.Item[] {
  const items: Y.Item[] = []
  for (let at = clock; at < clock + length; ) {
    const struct = structAt(doc, Y.createID(client, at))
    if (!struct) break
    if (struct instanceof Y.Item) items.push(struct)
    at = struct.id.clock + struct.length
  }
  return items
}

function itemAt(doc: Y.Doc, id: Y.ID): Y.Item | null {
  const struct = structAt(doc, id)
  return struct instanceof Y.Item ? struct : null
}

function structAt(doc: Y.Doc, { client, clock }: Y.ID): Y.Item | Y.GC | Y.Skip | undefined {
  const structs = doc.store.clients.get(client)
  return structs && clock < Y.getState(doc.store, client) ? structs[Y.findIndexSS(structs, clock)] : undefined
}
