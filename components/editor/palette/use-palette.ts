'use client'
import { useCallback } from 'react'
import { useEditor, useScreen } from '../context'
import { keepPaletteOpen } from './preference'

export function usePalette() {
  const { screen } = useEditor()
  const open = useScreen((state) => state.palette)
  const setOpen = useCallback(
    (palette: boolean) => {
      keepPaletteOpen(palette)
      screen.setState({ palette })
    },
    [screen],
  )
  return { open, setOpen }
}
