import 'corslab-texts/server';

/** The views of a server's configuration and policy: loaded when they are first asked for. */
export { ConfigView } from './elements/config_view.js';
export { PolicyView } from './elements/policy_view.js';
