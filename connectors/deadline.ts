import { z } from 'zod'
import type { ShowIf } from '@/flow/define/field'

const MS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 }

/** How long a step waits at most. `title` and `description` are those of the amount; `showIf`: when it can be asked at all. */
export function deadlineFields({ title, description, showIf }: { title: string; description: string; showIf?: ShowIf }) {
  const afterAWhile = { param: 'deadline', in: ['after'] }
  return {
    deadline: z
      .enum(['none', 'after'])
      .default('none')
      .meta({
        title: 'Deadline',
        control: 'select',
        options: { none: 'None', after: 'After a while' },
        resolve: 'literal',
        ...(showIf ? { showIf } : {}),
      }),
    amount: z.number().positive().max(10_000).default(2).meta({ title, description, showIf: afterAWhile }),
    unit: z
      .enum(['minutes', 'hours', 'days'])
      .default('days')
      .meta({
        title: 'Unit',
        control: 'select',
        options: { minutes: 'minutes', hours: 'hours', days: 'days' },
        singular: { param: 'amount', options: { minutes: 'minute', hours: 'hour', days: 'day' } },
        showIf: afterAWhile,
        resolve: 'literal',
      }),
  }
}

type Deadline = { deadline: 'none' | 'after'; amount: number; unit: keyof typeof MS }

export function deadlineOf({ deadline, amount, unit }: Deadline, now: () => Date): Date | null {
  return deadline === 'none' ? null : new Date(now().getTime() + amount * MS[unit])
}
