import { cn } from '../ui/cn'
import type { Mark } from './evidence'

type PageMarkProps = { mark: Mark; place: { left: number; top: number; width: number; height: number }; pointed: boolean; quiet?: boolean }

/** The frame around a value on the page: blue where it was read for sure, amber where somebody should look. */
export function PageMark({ mark, place, pointed, quiet = false }: PageMarkProps) {
  return (
    <span
      data-mark={quiet ? undefined : mark.key}
      aria-hidden
      style={{ left: `${place.left}%`, top: `${place.top}%`, width: `${place.width}%`, height: `${place.height}%` }}
      className={cn(
        '-m-[3px] absolute box-content rounded-[5px] border p-[2px] transition-[background-color,box-shadow] duration-150',
        mark.sure ? 'border-brand bg-brand/14' : 'border-wait bg-wait/18',
        pointed && (mark.sure ? 'bg-brand/24 ring-3 ring-brand/25' : 'bg-wait/28 ring-3 ring-wait/30'),
        !quiet && 'cursor-pointer scroll-m-24',
      )}
    >
      {pointed && !quiet && (
        <span
          className={cn(
            '-left-px absolute bottom-full mb-1 whitespace-nowrap rounded-[4px] px-1.5 py-px font-medium text-surface text-xs',
            mark.sure ? 'bg-brand' : 'bg-wait-ink',
          )}
        >
          {mark.label}
        </span>
      )}
    </span>
  )
}
