'use client'
import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { StoreApi } from 'zustand/vanilla'
import { type ElementStore, selectedNodes } from '../canvas/elements'
import type { CanvasModel } from '../canvas/model'
import type { Draft } from '../draft/draft'
import type { RunFollower } from '../runs/follow-run'
import type { Together } from '../together/together'
import type { AddRequest } from './add-node'
import type { Effects } from './testing/effects'
import type { Follow } from './use-follow'

/** One flow, open in the editor: what every part of the screen works with. */
export type EditorContextValue = {
  flowId: string
  workspace: string
  draft: Draft
  together: Together
  canvas: CanvasModel
  elements: ElementStore
  screen: StoreApi<EditorScreen>
  follow: Follow
  mayEdit: boolean
  mayTest: boolean
  mayPublish: boolean
}

/** What is open on this screen; not part of the flow. */
export type EditorScreen = {
  adding: { request: AddRequest; at: { x: number; y: number } } | null
  dialog:
    | 'test'
    | 'try'
    | 'runs'
    | 'publish'
    | 'versions'
    | 'history'
    | 'find'
    | 'connect'
    | 'replace'
    | 'problems'
    | 'settings'
    | 'export'
    | 'import'
    | null
  /** The run shown on the canvas. */
  run: RunFollower | null
  /** The last run of this flow: where sample values come from. */
  sample: RunFollower | null
  inspectorTab: string
  /** What is to be mended is known. */
  checked: boolean
  /** Cards are being dragged. */
  dragging: boolean
  /** Whether tests do anything outside. */
  effects: Effects
  /** What earlier steps gave, beside the form of the selected one. */
  dataPane: boolean
  /** The list of steps to drag from. */
  palette: boolean
  /** What is said, here first about a node or a thread; `at`: a new thread would stand there. */
  comments: { nodeId?: string; threadId?: string; at?: { x: number; y: number } } | null
}

export const EMPTY_SCREEN: EditorScreen = {
  adding: null,
  dialog: null,
  run: null,
  sample: null,
  inspectorTab: 'setup',
  checked: false,
  dragging: false,
  effects: 'blocked',
  dataPane: false,
  palette: false,
  comments: null,
}

const EditorContext = createContext<EditorContextValue | null>(null)

export const EditorProvider = EditorContext.Provider

export function useEditor(): EditorContextValue {
  const editor = useContext(EditorContext)
  if (!editor) throw new Error('An editor part is drawn outside its EditorProvider.')
  return editor
}

export function useScreen<Part>(select: (screen: EditorScreen) => Part): Part {
  return useStore(useEditor().screen, select)
}

/** Ids of the selected steps and notes. */
export function useSelection(): string[] {
  return useStore(
    useEditor().elements.store,
    useShallow((state) => selectedNodes(state).map(({ id }) => id)),
  )
}
