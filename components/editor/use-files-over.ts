'use client'
import { useEffect, useState } from 'react'

/** True while files are being dragged over the canvas or what lies on it for them; those let go there are given to `onFiles`. */
export function useFilesOver(onFiles: (files: File[]) => unknown): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const onCanvas = (event: DragEvent) =>
      event.dataTransfer?.types.includes('Files') &&
      event.target instanceof Element &&
      event.target.closest('.react-flow, [data-takes-files]') !== null
    const onOver = (event: DragEvent) => {
      if (!onCanvas(event)) return setOver(false)
      event.preventDefault()
      setOver(true)
    }
    const onDrop = (event: DragEvent) => {
      setOver(false)
      if (!onCanvas(event)) return
      event.preventDefault()
      onFiles([...(event.dataTransfer?.files ?? [])])
    }
    document.addEventListener('dragover', onOver)
    document.addEventListener('drop', onDrop)
    return () => {
      document.removeEventListener('dragover', onOver)
      document.removeEventListener('drop', onDrop)
    }
  }, [onFiles])
  return over
}
