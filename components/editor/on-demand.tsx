'use client'
import { useStore } from 'zustand'
import { bringDropdownMenu } from '@/components/ui/dropdown-menu'
import { later } from '@/components/ui/later'
import { bringPopover } from '@/components/ui/popover'
import { useFreshThreads, useThreads } from '../comments/use-threads'
import { bringApplying } from '../draft/applying'
import { bringLineUp } from './arrange/bring-line-up'
import { bringPaste } from './clip/bring-paste'
import { useEditor } from './context'
import { bringWrap } from './wrap/bring-wrap'

/**
 * Parts of the editor that come when somebody first needs them: a page that has to be read before a flow can be looked at
 * is a page people wait for.
 */
const stepPanel = () => import('./step-panel').then(({ StepPanel }) => StepPanel)
const picker = () => import('./picker').then(({ Picker }) => Picker)
const palette = () => import('./palette/palette').then(({ Palette }) => Palette)
const lostStepPanel = () => import('../together/lost-step-panel').then(({ LostStepPanel }) => LostStepPanel)
const settingsDialog = () => import('./settings-dialog').then(({ SettingsDialog }) => SettingsDialog)
const findDialog = () => import('./find-dialog').then(({ FindDialog }) => FindDialog)
const connectDialog = () => import('./connecting/connect-dialog').then(({ ConnectDialog }) => ConnectDialog)
const replaceDialog = () => import('./replace/replace-dialog').then(({ ReplaceDialog }) => ReplaceDialog)
const stepContextMenu = () => import('./step-context-menu').then(({ StepContextMenu }) => StepContextMenu)
const problemList = () => import('./problem-list').then(({ ProblemList }) => ProblemList)
const emptyStart = () => import('./empty/empty-start').then(({ EmptyStart }) => EmptyStart)
const drawnDataLines = () => import('./data/drawn-data-lines').then(({ DrawnDataLines }) => DrawnDataLines)

/** What the next click or key may open or do. */
export const SOON_WANTED: readonly (() => Promise<unknown>)[] = [bringApplying, stepPanel, picker, bringDropdownMenu, bringPopover]

/** Everything that changes a flow: it has to work with the server away, too. */
export const CHANGING: readonly (() => Promise<unknown>)[] = [
  bringApplying,
  bringPaste,
  bringWrap,
  bringLineUp,
  bringDropdownMenu,
  bringPopover,
  stepContextMenu,
  stepPanel,
  picker,
  palette,
  lostStepPanel,
  settingsDialog,
  findDialog,
  connectDialog,
  replaceDialog,
  problemList,
  emptyStart,
  drawnDataLines,
]

export const StepPanel = later(stepPanel)
export const Picker = later(picker)
export const Palette = later(palette)
export const LostStepPanel = later(lostStepPanel)
export const SettingsDialog = later(settingsDialog)
export const FindDialog = later(findDialog)
export const ConnectDialog = later(connectDialog)
export const ReplaceDialog = later(replaceDialog)
export const StepContextMenu = later(stepContextMenu)
export const ProblemList = later(problemList)
export const EmptyStart = later(emptyStart)
export const DrawnDataLines = later(drawnDataLines)

export const CommentsPanel = later(() => import('../comments/comments-panel').then(({ CommentsPanel }) => CommentsPanel))
export const RunDock = later(() => import('./run-dock').then(({ RunDock }) => RunDock))
export const PublishDialog = later(() => import('../publish/publish-dialog').then(({ PublishDialog }) => PublishDialog))
export const VersionsDialog = later(() => import('./versions-dialog').then(({ VersionsDialog }) => VersionsDialog))
export const HistoryDialog = later(() => import('../history/history-dialog').then(({ HistoryDialog }) => HistoryDialog))
export const TestDialog = later(() => import('./test-dialog').then(({ TestDialog }) => TestDialog))
export const PastRuns = later(() => import('./testing/past-runs').then(({ PastRuns }) => PastRuns))
export const TryDialog = later(() => import('./try-dialog').then(({ TryDialog }) => TryDialog))
export const ExchangeDialogs = later(() => import('./exchange-dialogs').then(({ ExchangeDialogs }) => ExchangeDialogs))

export const AsideList = later(() => import('./aside-list').then(({ AsideList }) => AsideList))

const FileStart = later(() => import('./file-start').then(({ FileStart }) => FileStart))

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

const PeopleInBar = later(() => import('../together/people-in-bar').then(({ PeopleInBar }) => PeopleInBar))

/** Who else has this flow open. */
export function PeopleIfAny() {
  const { together } = useEditor()
  return useStore(together.people, ({ size }) => size > 0) ? <PeopleInBar /> : null
}

const FollowBanner = later(() => import('../together/follow-banner').then(({ FollowBanner }) => FollowBanner))

/** While the canvas shows what somebody else sees. */
export function FollowBannerIfAny() {
  const { together } = useEditor()
  return useStore(together.following, (id) => id !== null) ? <FollowBanner /> : null
}

const CommentPins = later(() => import('../comments/comment-pins').then(({ CommentPins }) => CommentPins))

/** Where something is said that is not settled. */
export function CommentPinsIfAny() {
  useFreshThreads()
  return useThreads().data?.some(({ resolvedAt }) => resolvedAt === null) ? <CommentPins /> : null
}
