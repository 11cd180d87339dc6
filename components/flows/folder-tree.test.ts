import { expect, it } from 'vitest'
import { folderTrail, folderTree } from './folder-tree'

const folder = (id: string, name: string, parentId: string | null = null) => ({ id, name, parentId })
const FOLDERS = [folder('3', 'Invoices 10', '1'), folder('2', 'Sales'), folder('4', 'Invoices 9', '1'), folder('1', 'Finance')]

it('reads folders top down, by name, numbers as numbers', () => {
  expect(folderTree(FOLDERS).map(({ name, depth }) => `${'-'.repeat(depth)}${name}`)).toEqual([
    'Finance',
    '-Invoices 9',
    '-Invoices 10',
    'Sales',
  ])
})

it('shows a folder whose parent is gone at the top', () => {
  expect(folderTree([folder('5', 'Orphan', 'gone')]).map(({ depth }) => depth)).toEqual([0])
})

it('knows the way to a folder', () => {
  expect(folderTrail(FOLDERS, '4').map(({ name }) => name)).toEqual(['Finance', 'Invoices 9'])
  expect(folderTrail(FOLDERS, null)).toEqual([])
  expect(folderTrail(FOLDERS, 'gone')).toEqual([])
})
