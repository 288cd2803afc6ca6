export { default as createTools } from 'corslab-tools-engine';
