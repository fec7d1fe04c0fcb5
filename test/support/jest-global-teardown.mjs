export { stopAll as default } from './jest-global-setup.mjs';
