/**
 * Marks a subtitle file for players that otherwise take it for a file in the encoding of their country, and that need
 * the line ends of Windows. SubRip and WebVTT both allow this.
 */
export function forOlderPlayers(content: string): string {
  return `\ufeff${content.replace(/\n/g, '\r\n')}`;
}
