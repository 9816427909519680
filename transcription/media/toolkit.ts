/**
 * The media toolkit, loaded by the first recording that needs it: n8n's start and ordinary recordings do without the
 * library in it.
 */
export const loadMediaToolkit = async () => ({
  ...(await import('./prepareRecording.js')),
  ...(await import('./durationOf.js')),
  ...(await import('./assertSound.js')),
});
