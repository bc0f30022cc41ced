// As a service has it: one file that starts monitoring, loaded with `node --import` before anything else.
import { init } from '../../../dist/index.js';

export const monitoring = init();
