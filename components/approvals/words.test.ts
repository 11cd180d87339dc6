import { expect, it } from 'vitest'
import type { Decision } from './types'
import { otherPeople, outcomeInWords } from './words'

const by = (name: string, decision: Decision['decision']): Decision => ({
  name,
  decision,
  via: 'app',
  at: new Date(0),
  comment: '',
  edits: [],
})

it('says who else may decide, shortened when they are many', () => {
  const asked = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve']
  expect(otherPeople({ status: 'open', asked: ['Ada', 'Ben'], decisions: [] }, 'en')).toBe('Also asked: Ada or Ben.')
  expect(otherPeople({ status: 'open', asked, decisions: [] }, 'en')).toBe('Also asked: Ada, Ben, Cleo, or 2 more.')
  expect(otherPeople({ status: 'approved', asked: ['Ada', 'Ben'], decisions: [by('Ada', 'approved')] }, 'en')).toBe(
    'Ben could have decided, too.',
  )
  expect(otherPeople({ status: 'approved', asked: ['Ada'], decisions: [by('Ada', 'approved')] }, 'en')).toBeNull()
})

it('says how it ended and by whom', () => {
  const decisions = [by('Ada', 'approved'), by('Ben', 'rejected')]
  expect(outcomeInWords({ status: 'rejected', decisions }, 'en')).toBe('Rejected by Ben')
  expect(outcomeInWords({ status: 'approved', decisions: [by('Ada', 'approved'), by('Cleo', 'approved')] }, 'en')).toBe(
    'Approved by Ada and Cleo',
  )
  expect(outcomeInWords({ status: 'expired', decisions: [] }, 'en')).toBe('Nobody decided in time')
  expect(outcomeInWords({ status: 'open', decisions: [] }, 'en')).toBe('')
})
