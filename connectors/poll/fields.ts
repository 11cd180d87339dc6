import { z } from 'zod'

/** What every trigger that looks from time to time asks for. */
export const pollFields = {
  minutes: z.number().int().min(1).max(1_440).default(15).meta({
    title: 'Look every',
    hint: 'minutes',
    control: 'number',
    placeholder: '15',
    resolve: 'literal',
  }),
  first: z
    .enum(['remember', 'take'])
    .default('remember')
    .meta({
      title: 'What is there already',
      control: 'select',
      options: { remember: 'is left alone', take: 'starts the flow too' },
      advanced: true,
      resolve: 'literal',
    }),
}

export const PollFields = z.object(pollFields)
