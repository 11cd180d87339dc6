'use client'
import dynamic from 'next/dynamic'
import { useStore } from 'zustand'
import { useEditor } from './context'

/**
 * Parts of the editor that come when somebody first needs them: a page that has to be read before a flow can be looked at
 * is a page people wait for.
 */
const stepPanel = () => import('./step-panel').then(({ StepPanel }) => StepPanel)
const picker = () => import('./picker').then(({ Picker }) => Picker)

export const StepPanel = dynamic(stepPanel, { ssr: false })
export const Picker = dynamic(picker, { ssr: false })

/** What the next click or key may open. */
export function bringSoonWanted(): void {
  void stepPanel()
  void picker()
}

export const Palette = dynamic(() => import('./palette/palette').then(({ Palette }) => Palette), { ssr: false })
export const CommentsPanel = dynamic(() => import('../comments/comments-panel').then(({ CommentsPanel }) => CommentsPanel), { ssr: false })
export const LostStepPanel = dynamic(() => import('../together/lost-step-panel').then(({ LostStepPanel }) => LostStepPanel), { ssr: false })
export const RunDock = dynamic(() => import('./run-dock').then(({ RunDock }) => RunDock), { ssr: false })

export const PublishDialog = dynamic(() => import('../publish/publish-dialog').then(({ PublishDialog }) => PublishDialog), { ssr: false })
export const VersionsDialog = dynamic(() => import('./versions-dialog').then(({ VersionsDialog }) => VersionsDialog), { ssr: false })
export const HistoryDialog = dynamic(() => import('../history/history-dialog').then(({ HistoryDialog }) => HistoryDialog), { ssr: false })
export const TestDialog = dynamic(() => import('./test-dialog').then(({ TestDialog }) => TestDialog), { ssr: false })
export const PastRuns = dynamic(() => import('./testing/past-runs').then(({ PastRuns }) => PastRuns), { ssr: false })
export const TryDialog = dynamic(() => import('./try-dialog').then(({ TryDialog }) => TryDialog), { ssr: false })
export const SettingsDialog = dynamic(() => import('./settings-dialog').then(({ SettingsDialog }) => SettingsDialog), { ssr: false })
export const FindDialog = dynamic(() => import('./find-dialog').then(({ FindDialog }) => FindDialog), { ssr: false })
export const ReplaceDialog = dynamic(() => import('./replace/replace-dialog').then(({ ReplaceDialog }) => ReplaceDialog), { ssr: false })
export const ExchangeDialogs = dynamic(() => import('./exchange-dialogs').then(({ ExchangeDialogs }) => ExchangeDialogs), { ssr: false })

const FileStart = dynamic(() => import('./file-start').then(({ FileStart }) => FileStart), { ssr: false })

/** A flow that starts with files says so on its canvas. */
export function FileStartIfAsked() {
  const { canvas } = useEditor()
  const triggerNodeId = useStore(canvas.graph, (state) => {
    for (const node of state.nodes.values()) {
      if (node.type === 'trigger.manual' && node.params.asks === 'files' && !node.disabled) return node.id
    }
    return null
  })
  return triggerNodeId !== null ? <FileStart triggerNodeId={triggerNodeId} /> : null
}
