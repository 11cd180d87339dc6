import { CircleCheckBig, History, Inbox } from 'lucide-react'
import { EmptyState } from '../ui/empty-state'
import type { DeskTab } from './types'

const WORDS = {
  mine: {
    icon: CircleCheckBig,
    title: 'Nothing waits for you',
    words: 'When a flow needs your decision, it appears here with the document, the values that were read, and why you are asked.',
  },
  open: { icon: Inbox, title: 'Nothing waits for anybody', words: 'Every question of every flow that is still open is listed here.' },
  decided: { icon: History, title: 'Nothing was decided yet', words: 'Who decided what, when, and with which changes stays here.' },
} satisfies Record<DeskTab, unknown>

export function NoApprovals({ tab }: { tab: DeskTab }) {
  const { icon: Icon, title, words } = WORDS[tab]
  return (
    <EmptyState art={<Icon className="size-7" strokeWidth={1.5} aria-hidden />} title={title} className="pt-[12vh]">
      {words}
    </EmptyState>
  )
}
