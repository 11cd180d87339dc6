import { Minus, PenLine, Plus } from 'lucide-react'

export const CHANGE_LOOK = {
  added: { icon: Plus, tone: 'ok', words: 'added' },
  removed: { icon: Minus, tone: 'bad', words: 'removed' },
  changed: { icon: PenLine, tone: 'brand', words: 'changed' },
} as const
