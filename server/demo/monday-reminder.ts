import { draw, note } from './draw'

/** A draft to finish: schedule, wait and switch. */
export const mondayReminder = draw(
  {
    monday: { type: 'trigger.schedule', label: 'Every Monday', at: [0, 1], params: { unit: 'weeks', every: 1, weekday: '1', at: '09:00' } },
    pause: { type: 'flow.wait', label: 'Let the coffee brew', at: [1, 1], params: { mode: 'for', amount: 3, unit: 'seconds' } },
    month: {
      type: 'logic.switch',
      label: 'Which month?',
      at: [2, 1],
      params: {
        value: '{{ trigger.scheduledFor }}',
        cases: [{ id: 'december', label: 'December', operator: 'contains', right: '-12-' }],
      },
    },
    close: {
      type: 'data.set',
      label: 'Close the year',
      at: [3, 0],
      params: { fields: [{ name: 'text', value: 'Good morning! Time to close the year.' }] },
    },
    remind: {
      type: 'data.set',
      label: 'Write the reminder',
      at: [3, 1.5],
      params: { fields: [{ name: 'text', value: 'Good morning! A new week, due {{ trigger.scheduledFor }}.' }] },
    },
  },
  ['monday → pause', 'pause → month', 'month -december→ close', 'month -otherwise→ remind'],
  [note('draft', 'A draft: nothing runs until you publish it. While it waits, a run costs nothing, be it seconds or weeks.', 0, -0.2)],
)
