/** Of a text in each colour scheme. */
interface Colour {
  light: string;
  dark: string;
}

/** What text is written on: the page, the paragraph that is being played, a warning, and what the search has found. */
export const backgrounds = {
  page: { light: '#ffffff', dark: '#17191d' },
  playing: { light: '#eef3fe', dark: '#262c3a' },
  note: { light: '#fff4d6', dark: '#3b3117' },
  found: { light: '#ffe066', dark: '#7a5d00' },
} as const satisfies Record<string, Colour>;

/** Has a contrast of at least 4.5 with every background (WCAG 2.2, 1.4.3). */
export const textColour = { light: '#1b1c20', dark: '#e5e7eb' } as const satisfies Colour;

/** Each has that contrast with the page and the paragraph that is being played. More speakers begin anew. */
export const speakerColours = [
  { light: '#0b57d0', dark: '#8ab4f8' },
  { light: '#b3261e', dark: '#f4978e' },
  { light: '#146c2e', dark: '#7fd699' },
  { light: '#7b3fc4', dark: '#d0a8ff' },
  { light: '#8a5000', dark: '#f0b35c' },
  { light: '#00696e', dark: '#5fd4dc' },
  { light: '#a8005c', dark: '#ff9dcb' },
  { light: '#4f5b1a', dark: '#c5cf7a' },
] as const satisfies Colour[];

/** The class of a speaker's paragraphs. */
export function speakerClass(index: number): string {
  return `s${(index % speakerColours.length) + 1}`;
}
