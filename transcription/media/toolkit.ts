/** The media toolkit, loaded by the first recording that needs it: n8n's start and ordinary recordings do without. */
export const loadMediaToolkit = async () => await import('./prepareRecording.js');
