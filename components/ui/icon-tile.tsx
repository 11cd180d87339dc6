import type { Tint } from '@/flow/define/define'
import { cn } from './cn'
import { Icon } from './icon'

/** A connector's mark: its icon on its tint. Tints appear here and nowhere else. */
export function IconTile({ icon, tint, size = 26, className }: { icon: string; tint: Tint; size?: number; className?: string }) {
  return (
    <span
      data-tint={tint}
      style={{ width: size, height: size }}
      className={cn('inline-flex shrink-0 items-center justify-center rounded-sm', className)}
    >
      <Icon name={icon} size={Math.round(size * 0.62)} />
    </span>
  )
}
