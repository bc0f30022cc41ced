// Loaded before everything else (`node --import`): what is loaded before it is not traced.
import { init } from '@scribemed/monitoring';

export const { baggage, health, logger, messaging, metrics, shutdown, spans } = init();
