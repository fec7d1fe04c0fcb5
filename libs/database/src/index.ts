export * from './prepare.js';
export * from './database.js';
export * from './entities/index.js';
export * from './consultations/load-consultation.js';
export * from './consultations/save-outcome.js';
