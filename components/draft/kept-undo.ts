import * as Y from 'yjs'
import { isJsonObject } from '@/flow/is-json-object'

/**
 * Undo that outlives a reload: which parts of the document each step made and took away, per person and flow. The parts
 * themselves lie in IndexedDB; `keepsContent` holds Yjs back from clearing those that undo may bring back. Invariants:
 * - the stacks are read before the document is, and put in place after it;
 * - `redone` says what stands for what since something came back, which Yjs knows for as long as a page lives.
 */
type Range = [client: number, clock: number, length: number]
type Step = { insertions: Range[]; deletions: Range[] }
export type KeptUndo = { undo: Step[]; redo: Step[]; redone: [client: number, clock: number, byClient: number, byClock: number][] }

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
  return isListOf(undo, isStep) && isListOf(redo, isStep) && isListOf(redone, (numbers) => isNumbers(numbers, 4))
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
export function keepsContent({ undo, redo }: KeptUndo): (item: Y.Item) => boolean {
  const kept = setOf([...undo, ...redo].flatMap(({ deletions }) => deletions))
  return (item) => Y.isDeleted(kept, item.id)
}

/** Puts the steps in place, once the document is there. */
export function restoreUndo(manager: Y.UndoManager, kept: KeptUndo): void {
  for (const [client, clock, byClient, byClock] of kept.redone) {
    const item = itemAt(manager.doc, Y.createID(client, clock))
    if (item?.redone === null && itemAt(manager.doc, Y.createID(byClient, byClock))) item.redone = Y.createID(byClient, byClock)
  }
  manager.undoStack.unshift(...stackOf(kept.undo))
  manager.redoStack.unshift(...stackOf(kept.redo))
}

export function keptUndoOf({ doc, undoStack, redoStack }: Y.UndoManager): KeptUndo {
  const undo = stepsOf(undoStack)
  const redo = stepsOf(redoStack)
  const ranges = [...undo, ...redo].flatMap(({ insertions, deletions }) => [...insertions, ...deletions])
  return { undo, redo, redone: redoneIn(doc, ranges) }
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

function redoneIn(doc: Y.Doc, ranges: readonly Range[]): KeptUndo['redone'] {
  return ranges.flatMap(([client, clock, len]) => {
    const structs = doc.store.clients.get(client) ?? []
    return structs.flatMap((struct): KeptUndo['redone'] => {
      const within = struct.id.clock >= clock && struct.id.clock < clock + len
      if (!within || !(struct instanceof Y.Item) || struct.redone === null) return []
      return [[client, struct.id.clock, struct.redone.client, struct.redone.clock]]
    })
  })
}

function itemAt(doc: Y.Doc, id: Y.ID): Y.Item | null {
  const structs = doc.store.clients.get(id.client)
  const struct = structs?.find((each) => each.id.clock === id.clock)
  return struct instanceof Y.Item ? struct : null
}
