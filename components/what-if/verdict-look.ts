import { CircleHelp, Equal, type LucideIcon, TriangleAlert, UnfoldHorizontal } from 'lucide-react'
import type { Verdict } from '@/flow/what-if/result'
import type { Tone } from '../ui/badge'

/** How a verdict looks and reads, everywhere. */
export const VERDICT_LOOK: Record<Verdict, { label: string; tone: Tone; icon: LucideIcon }> = {
  same: { label: 'Same', tone: 'ok', icon: Equal },
  different: { label: 'Different', tone: 'wait', icon: UnfoldHorizontal },
  broken: { label: 'Broken', tone: 'bad', icon: TriangleAlert },
  untold: { label: 'Cannot be told', tone: 'plain', icon: CircleHelp },
}
