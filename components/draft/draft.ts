import * as Y from 'yjs'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { toast } from '@/components/ui/toast'
import type { Clip } from '@/flow/draft/clip-schema'
import { edgesOf, graphFromDoc, nodesOf, notesOf, settingsOf } from '@/flow/draft/document'
import type { Edit } from '@/flow/draft/edits'
import type { Graph } from '@/flow/graph/graph'
import { newId } from '../editor/new-id'
import { PlainError } from '../trpc/error-of'
import { applyingAtHand, bringApplying } from './applying'
import { followDoc } from './follow-doc'
import type { GraphStore } from './graph-store'
import { keepsContent, keptUndoOf, parseKeptUndo, restoreUndo } from './kept-undo'
import { asideLeft, type SetAside } from './set-aside'
import { storeHere } from './store-here'
import { type Sync, syncDraft } from './sync'
import type { DraftTransport } from './transport'
import { takeUndoPlace, textsLeft, thisBrowser, type UndoPlace } from './undo-place'
import { goingOnWith } from './undo-step'

/** A flow's draft, as one person edits it: here at once, safe in this browser, in step with the server. */
export type Draft = {
  graph: GraphStore
  sync: StoreApi<DraftState>
  /** Several edits are one step for undo. */
  edit(...edits: Edit[]): void
  undo(): void
  redo(): void
  snapshot(): Graph
  /** While a change of others is being taken in: whose it is, if that is known. */
  takingIn(): { by: string | null } | null
  retryNow(): void
  /** Resolves once the server has everything, or cannot have it now. */
  settled(): Promise<void>
  /** The same for what goes by the draft as the server has it: throws a PlainError when that lacks something. */
  allSaved(): Promise<void>
  /** Gives up what the server refuses and starts over from its state. */
  discardLocal(): Promise<void>
  /** The person has done with what the server would not take. */
  forgetAside(id: string): void
  close(): void
}

export type DraftState = {
  ready: boolean
  canUndo: boolean
  canRedo: boolean
  status: ReturnType<Sync['status']['getState']>
  /** This browser keeps what is changed; if not, what the server does not have yet is lost with the tab. */
  keptHere: boolean
  /** Changes that the server would not take: out of the flow, and kept here to be copied. */
  aside: readonly SetAside[]
}

const MINE = Symbol('mine')
/** Going on with the same within this time is one step for undo. */
const UNDO_PAUSE_MS = 500
/** Undo is written down when the hands have rested for so long. */
const KEEP_UNDO_MS = 300

/** `name` tells drafts (and the people who edit them on this computer) apart in IndexedDB. */
export function openDraft(name: string, transport: DraftTransport): Draft {
  const far = askedAtOnce(transport)
  const browser = thisBrowser()
  const kept = textsLeft(name, browser).map((text) => keepsContent(parseKeptUndo(text)))
  const doc = new Y.Doc({ gcFilter: (item) => !kept.some((keeps) => keeps(item)) })
  const taken = takeUndoPlace(name, browser)
  const stored = storeHere(name, doc, (keptHere) => state.setState({ keptHere }))
  const followed = followDoc(doc)
  const undo = new Y.UndoManager([nodesOf(doc), edgesOf(doc), notesOf(doc), settingsOf(doc)], {
    trackedOrigins: new Set([MINE]),
    captureTimeout: UNDO_PAUSE_MS,
  })
  const state = createStore<DraftState>(() => ({
    ready: false,
    canUndo: false,
    canRedo: false,
    status: { state: 'opening' },
    keptHere: true,
    aside: [],
  }))
  let sync: Sync | undefined
  let closed = false

  let undoPlace: UndoPlace | undefined
  let keepUndoTimer: ReturnType<typeof setTimeout> | undefined
  const keepUndo = () => {
    clearTimeout(keepUndoTimer)
    keepUndoTimer = undefined
    undoPlace?.write(JSON.stringify(keptUndoOf(undo)))
  }
  const onUndoChange = () => {
    state.setState({ canUndo: undo.canUndo(), canRedo: undo.canRedo() })
    keepUndoTimer ??= setTimeout(keepUndo, KEEP_UNDO_MS)
  }
  for (const event of ['stack-item-added', 'stack-item-updated', 'stack-item-popped', 'stack-cleared'] as const)
    undo.on(event, onUndoChange)
  // What was taken back must not be taken back again, however soon the tab is gone.
  undo.on('stack-item-popped', keepUndo)

  const keepAside = (aside: readonly SetAside[]) => {
    state.setState({ aside })
    void stored.aside.write(aside).catch(() => {}) // it is kept for as long as the page lives
  }
  void asideLeft(stored.aside).then((left) => state.setState(({ aside }) => ({ aside: [...left, ...aside] })))

  const start = () => {
    if (closed) return
    restoreUndo(undo, parseKeptUndo(undoPlace?.text ?? null))
    onUndoChange()
    const onSetAside = (message: string, lost: Clip) => {
      keepAside([...state.getState().aside, { id: newId(), message, lost }])
      toast.error('A change could not be saved and was taken back', { description: message })
    }
    sync = syncDraft(doc, far, { onSetAside, kept: stored.changes, takeWhole: stored.takeWhole })
    const hasCopy = Y.encodeStateVector(doc).length > 1
    const onStatus = (status: DraftState['status']) =>
      state.setState((before) => ({ status, ready: before.ready || hasCopy || status.state === 'saved' || status.state === 'saving' }))
    onStatus(sync.status.getState())
    sync.status.subscribe(onStatus)
  }
  void Promise.all([taken, stored.ready]).then(([place]) => {
    if (closed) return
    undoPlace = place
    start()
  })

  const leave = () => {
    sync?.leave()
    if (keepUndoTimer) keepUndo()
  }
  /** The browser asks whether to stay when leaving would lose something. */
  const warn = (event: BeforeUnloadEvent) => {
    const { keptHere, status } = state.getState()
    if (!keptHere && (status.state === 'saving' || (status.state === 'offline' && status.kept > 0))) event.preventDefault()
  }
  const online = () => sync?.retryNow()
  window.addEventListener('beforeunload', warn)
  window.addEventListener('pagehide', leave)
  window.addEventListener('online', online)

  const close = () => {
    closed = true
    leave()
    window.removeEventListener('beforeunload', warn)
    window.removeEventListener('pagehide', leave)
    window.removeEventListener('online', online)
    sync?.close()
    followed.stop()
    undo.destroy()
    stored.close()
    // Not kept from whoever opens the flow next in this tab.
    void taken.then((place) => place.close())
  }

  /** Whoever is quicker than the code for it: what was asked for first, in its order. */
  let early: Promise<void> = Promise.resolve()
  let lastSubject: string | null = null
  const edit = (...edits: Edit[]) => {
    const applyEdit = applyingAtHand()
    if (!applyEdit) {
      if (state.getState().status.state === 'saved') state.setState({ status: { state: 'saving' } })
      early = bringApplying().then(() => {
        edit(...edits)
        if (sync) state.setState({ status: sync.status.getState() })
      })
      return
    }
    const subject = goingOnWith(edits)
    if (subject === null || subject !== lastSubject) undo.stopCapturing()
    lastSubject = subject
    doc.transact(() => {
      for (const each of edits) applyEdit(doc, each, MINE)
    }, MINE)
  }
  /** What is done next is a step of its own, also when it goes on with what was taken back. */
  const takeBack = (move: () => void) => {
    move()
    lastSubject = null
  }
  const settled = async () => {
    await early
    if (isSettled(state.getState())) return
    await new Promise<void>((resolve) => {
      const stop = state.subscribe((next) => {
        if (!isSettled(next)) return
        stop()
        resolve()
      })
    })
  }
  const isSettled = ({ status }: DraftState) => status.state !== 'saving' && status.state !== 'opening'

  return {
    graph: followed.store,
    sync: state,
    edit,
    undo: () => takeBack(() => undo.undo()),
    redo: () => takeBack(() => undo.redo()),
    snapshot: () => graphFromDoc(doc),
    takingIn: () => sync?.takingIn() ?? null,
    retryNow: online,
    settled,
    allSaved: async () => {
      await settled()
      refuseUnsaved(state.getState())
    },
    discardLocal: async () => {
      sync?.close()
      clearTimeout(keepUndoTimer)
      undoPlace?.write(null)
      await stored.clear()
    },
    forgetAside: (id) => keepAside(state.getState().aside.filter((each) => each.id !== id)),
    close,
  }
}

/** Whatever goes by the draft would go by another than the one on the screen. */
function refuseUnsaved({ status }: DraftState): void {
  if (status.state === 'refused') throw new PlainError('What you changed last is not saved, so this would go by a draft without it.')
  if (status.state === 'offline' && status.kept > 0)
    throw new PlainError('KAOS could not be reached, and what you changed last is kept here. Try again once it is saved.')
}

/** What the server has is on its way while what is kept here is read. */
function askedAtOnce(transport: DraftTransport): DraftTransport {
  let first: ReturnType<DraftTransport['open']> | undefined = transport.open()
  first.catch(() => {}) // told to whoever opens
  return {
    ...transport,
    open: () => {
      const answer = first ?? transport.open()
      first = undefined
      return answer
    },
  }
}
