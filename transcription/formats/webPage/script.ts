import { paragraphScript } from './paragraphScript';
import { playerScript } from './playerScript';
import { searchScript } from './searchScript';

/**
 * What a page does once it is open. It writes text only as text, never as HTML, and stores nothing.
 *
 * @param hasRecording whether there is a player to follow
 */
export function pageScript(hasRecording: boolean): string {
  const parts = [paragraphScript, searchScript, ...(hasRecording ? [playerScript] : [])];
  return `\n'use strict';\n{${parts.join('')}}\n`;
}
