'use client'
import { useEffect } from 'react'

/** Files let go where nothing takes them would be opened in place of the page: it stays, and the pointer says that they are not taken. */
export function useKeepPage() {
  useEffect(() => {
    const stopped = new AbortController()
    const keep = (event: DragEvent) => {
      const { dataTransfer, target } = event
      if (event.defaultPrevented || !dataTransfer?.types.includes('Files')) return
      if (target instanceof HTMLInputElement && target.type === 'file') return
      event.preventDefault()
      dataTransfer.dropEffect = 'none'
    }
    for (const event of ['dragover', 'drop'] as const) window.addEventListener(event, keep, { signal: stopped.signal })
    return () => stopped.abort()
  }, [])
}
