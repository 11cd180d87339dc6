import { expect, test } from 'vitest'
import { namedAnew } from './typed-name'

test('a new name from elsewhere is shown where nobody types, and does not take what is typed', () => {
  expect(namedAnew({ typed: 'Pay', of: 'Pay' }, 'Pay bills')).toEqual({ typed: 'Pay bills', of: 'Pay bills' })
  const typing = namedAnew({ typed: 'Pay the', of: 'Pay' }, 'Pay bills')
  expect(typing).toEqual({ typed: 'Pay the', of: 'Pay bills' })
  expect(namedAnew({ ...typing, typed: 'Pay bills' }, 'Bills')).toEqual({ typed: 'Bills', of: 'Bills' })
})
