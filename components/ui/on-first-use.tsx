'use client'
import { Slot } from 'radix-ui'
import { type ComponentProps, type ComponentType, createContext, type ReactNode, use, useEffect, useState } from 'react'
import { untilThere } from '../editor/until-there'

type Opening = { open?: boolean; defaultOpen?: boolean; onOpenChange?: (open: boolean) => void }
type Held<Parts> = { parts: Parts | null; want: () => void }
type TriggerProps = ComponentProps<'button'> & { asChild?: boolean }
type Popup<Root, Content> = { Root: ComponentType<Root>; Trigger: ComponentType<TriggerProps>; Content: ComponentType<Content> }

/**
 * What opens over the page comes when it is first wanted: until then its trigger is a plain button that knows nothing of placing,
 * focus and closing. A trigger that is there never changes under the pointer: it becomes the real one by being used.
 */
export function onFirstUse<Root extends Opening & { children?: ReactNode }, Content extends object, Parts extends Popup<Root, Content>>(
  popup: 'menu' | 'dialog',
  load: () => Promise<Parts & Popup<Root, Content>>,
) {
  let there: (Parts & Popup<Root, Content>) | undefined
  const bring = async () => {
    there ??= await untilThere(load)
    return there
  }
  const Held = createContext<Held<Parts & Popup<Root, Content>>>({ parts: null, want: () => {} })
  const useParts = () => use(Held).parts

  return {
    bring,
    useParts,

    Root(props: Root) {
      const { open, defaultOpen, onOpenChange } = props
      const [parts, setParts] = useState(() => there ?? null)
      /** It is to be open as soon as it is there. */
      const [asked, setAsked] = useState(defaultOpen ?? false)
      const wanted = parts === null && (asked || open === true)
      // biome-ignore lint/correctness/useExhaustiveDependencies: `bring` is made once, as this component is
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
      return <Held value={{ parts, want }}>{parts ? <parts.Root {...props} defaultOpen={asked} /> : props.children}</Held>
    },

    Trigger(props: TriggerProps) {
      const parts = useParts()
      return parts ? <parts.Trigger {...props} /> : <PlainTrigger {...props} popup={popup} want={use(Held).want} bring={bring} />
    },

    Content(props: Content) {
      const parts = useParts()
      return parts && <parts.Content {...props} />
    },
  }
}

type PlainTriggerProps = TriggerProps & { popup: 'menu' | 'dialog'; want: () => void; bring: () => Promise<unknown> }

function PlainTrigger({ popup, want, bring, asChild = false, onClick, onKeyDown, onPointerEnter, onFocus, ...props }: PlainTriggerProps) {
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
}
