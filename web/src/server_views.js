export { ConfigView } from './elements/config_view.js';
export { PolicyView } from './elements/policy_view.js';
