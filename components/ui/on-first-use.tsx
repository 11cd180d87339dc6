'use client'
import { Slot } from 'radix-ui'
import { type ComponentProps, createContext, use, useEffect, useState } from 'react'
import { untilThere } from '../editor/until-there'

type Opening = { open?: boolean; defaultOpen?: boolean; onOpenChange?: (open: boolean) => void }
type Held<Parts> = { parts: Parts | null; want: () => void }
type TriggerProps = ComponentProps<'button'> & { asChild?: boolean }

/**
 * What opens over the page comes when it is first wanted: until then its trigger is a plain button that knows nothing of placing,
 * focus and closing. A trigger that is there never changes under the pointer: it becomes the real one by being used.
 */
export function onFirstUse<Parts>(popup: 'menu' | 'dialog', load: () => Promise<Parts>) {
  let there: Parts | undefined
  const bring = async () => {
    there ??= await untilThere(load)
    return there
  }
  const Held = createContext<Held<Parts>>({ parts: null, want: () => {} })

  return {
    bring,
    Held,
    useParts: () => use(Held).parts,

    /** `asked`: it is to be open as soon as it is there. */
    useOpening({ open, defaultOpen, onOpenChange }: Opening): Held<Parts> & { asked: boolean } {
      const [parts, setParts] = useState<Parts | null>(() => there ?? null)
      const [asked, setAsked] = useState(defaultOpen ?? false)
      const wanted = parts === null && (asked || open === true)
      // biome-ignore lint/correctness/useExhaustiveDependencies: `bring` is made once, as this hook is
      useEffect(() => {
        if (!wanted) return
        let here = true
        void bring().then((brought) => here && setParts(() => brought))
        return () => {
          here = false
        }
      }, [wanted])
      const want = () => {
        onOpenChange?.(true)
        setAsked(true)
      }
      return { parts, asked, want }
    },

    PlainTrigger({ asChild = false, onClick, onKeyDown, onPointerEnter, onFocus, ...props }: TriggerProps) {
      const { want } = use(Held)
      const Button = asChild ? Slot.Root : 'button'
      return (
        <Button
          {...(!asChild && { type: 'button' })}
          aria-haspopup={popup}
          aria-expanded={false}
          data-state="closed"
          {...props}
          onClick={(event) => {
            onClick?.(event)
            if (!event.defaultPrevented) want()
          }}
          onKeyDown={(event) => {
            onKeyDown?.(event)
            if (event.defaultPrevented || popup !== 'menu' || event.key !== 'ArrowDown') return
            event.preventDefault()
            want()
          }}
          onPointerEnter={(event) => {
            onPointerEnter?.(event)
            void bring()
          }}
          onFocus={(event) => {
            onFocus?.(event)
            void bring()
          }}
        />
      )
    },
  }
}
