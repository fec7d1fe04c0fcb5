export * from './import-table.js';
export * from './import-cells.js';
export * from './import-plan.js';
