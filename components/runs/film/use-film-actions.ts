'use client'
import { FastForward, Play, StepBack, StepForward } from 'lucide-react'
import { useActions } from '../../actions/use-actions'
import type { Projector } from './projector'

/** The film by keyboard, from anywhere on the run. */
export function useFilmActions({ store, play, pause, step, seek }: Projector) {
  const group = 'Film of the run'
  useActions([
    {
      id: 'film.play',
      label: 'Play or pause the film',
      group,
      icon: Play,
      shortcut: 'k',
      keywords: 'scrub replay watch rewind',
      when: () => store.getState().count > 1,
      run: () => (store.getState().playing ? pause() : play()),
    },
    { id: 'film.back', label: 'One event back', group, icon: StepBack, shortcut: ',', keywords: 'rewind previous', run: () => step(-1) },
    { id: 'film.on', label: 'One event on', group, icon: StepForward, shortcut: '.', keywords: 'forward next', run: () => step(1) },
    {
      id: 'film.now',
      label: 'To the end of the film',
      group,
      icon: FastForward,
      shortcut: 'end',
      when: () => store.getState().at !== null,
      run: () => seek(null),
    },
  ])
}
