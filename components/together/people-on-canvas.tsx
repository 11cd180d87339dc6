'use client'
import { useStore } from 'zustand'
import { useEditor } from '../editor/context'
import { later } from '../ui/later'
import { useFollowing } from './use-following'
import { useWhereabouts } from './use-whereabouts'

const DrawnPeople = later(() => import('./drawn-people').then(({ DrawnPeople }) => DrawnPeople))

/** The others' pointers and selections. Whoever uses a screen reader hears of them in the bar, not of every move. */
export function PeopleOnCanvas() {
  const { together } = useEditor()
  const people = useStore(together.people)
  useWhereabouts()
  useFollowing()
  return people.size > 0 && <DrawnPeople people={people} />
}
