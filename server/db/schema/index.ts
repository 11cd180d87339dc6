export * from './accounts'
export * from './engine'
export * from './flow'
export * from './workspace'
