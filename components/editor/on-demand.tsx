'use client'
import dynamic from 'next/dynamic'

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
export const RunDock = dynamic(() => import('./run-dock').then(({ RunDock }) => RunDock), { ssr: false })

export const PublishDialog = dynamic(() => import('./publish-dialog').then(({ PublishDialog }) => PublishDialog), { ssr: false })
export const VersionsDialog = dynamic(() => import('./versions-dialog').then(({ VersionsDialog }) => VersionsDialog), { ssr: false })
export const TestDialog = dynamic(() => import('./test-dialog').then(({ TestDialog }) => TestDialog), { ssr: false })
export const PastRuns = dynamic(() => import('./testing/past-runs').then(({ PastRuns }) => PastRuns), { ssr: false })
export const TryDialog = dynamic(() => import('./try-dialog').then(({ TryDialog }) => TryDialog), { ssr: false })
export const SettingsDialog = dynamic(() => import('./settings-dialog').then(({ SettingsDialog }) => SettingsDialog), { ssr: false })
export const FindDialog = dynamic(() => import('./find-dialog').then(({ FindDialog }) => FindDialog), { ssr: false })
