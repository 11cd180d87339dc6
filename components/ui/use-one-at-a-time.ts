'use client'
import { type MutationFilters, useQueryClient } from '@tanstack/react-query'

type Deed<Input> = { mutationKey: MutationFilters['mutationKey']; mutate: (input: Input) => void }

/** A deed that is not begun again while it is under way: a second click comes before the button could be drawn as one that works. */
export function useOneAtATime<Input>({ mutationKey, mutate }: Deed<Input>): (input: Input) => void {
  const queryClient = useQueryClient()
  return (input) => {
    if (queryClient.isMutating({ mutationKey }) === 0) mutate(input)
  }
}
