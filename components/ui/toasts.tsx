'use client'
import { Toaster as Sonner, type ToasterProps } from 'sonner'
import { LASTING } from './lasting'

const TOAST: ToasterProps['toastOptions'] = {
  unstyled: true,
  classNames: {
    toast: 'flex w-full items-center gap-3 rounded-md bg-ink px-3.5 py-2.5 text-md text-surface shadow-pop font-ui sm:w-90 [&_svg]:size-4',
    content: 'min-w-0 flex-1',
    title: 'font-medium',
    description: 'text-surface/75 text-sm',
    actionButton: 'rounded-sm border border-surface/25 px-2 py-0.5 font-medium text-sm hover:bg-surface/10',
    error: '[&_[data-icon]]:text-[light-dark(#ff8a82,#c8322b)]',
    success: '[&_[data-icon]]:text-[light-dark(#5bd6a0,#12875a)]',
  },
}

/**
 * Where `toast()` of sonner appears, also what was said before this was there. A toast that can be undone stays long enough to be
 * read. What lasts has a place of its own: nothing that is said beside covers it.
 */
export function Toasts() {
  return (
    <>
      <Sonner position="bottom-center" gap={8} duration={6000} toastOptions={TOAST} />
      <Sonner id={LASTING.toasterId} position="top-center" hotkey={[]} containerAriaLabel="Notice" toastOptions={TOAST} />
    </>
  )
}
