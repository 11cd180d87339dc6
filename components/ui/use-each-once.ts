'use client'
import { type MutationFilters, useMutationState, useQueryClient } from '@tanstack/react-query'

type Deed<Input> = { mutationKey: MutationFilters['mutationKey']; mutate: (input: Input) => void }

/** A deed done to rows one by one: once to each, however often its button is pressed, and it is known of each that is on its way. */
export function useEachOnce<Input extends { id: string }>({ mutationKey, mutate }: Deed<Input>) {
  const queryClient = useQueryClient()
  const filters: MutationFilters = { mutationKey, status: 'pending' }
  const under = useMutationState({ filters, select: ({ state }) => idIn(state.variables) })
  return {
    isUnderWay: (id: string) => under.includes(id),
    start: (input: Input) => {
      const isUnderWay = queryClient
        .getMutationCache()
        .findAll(filters)
        .some(({ state }) => idIn(state.variables) === input.id)
      if (!isUnderWay) mutate(input)
    },
  }
}

function idIn(variables: unknown): unknown {
  return typeof variables === 'object' && variables !== null && 'id' in variables ? variables.id : undefined
}
