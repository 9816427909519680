import {
  backgrounds,
  speakerClass,
  speakerColours,
  textColour,
} from '../../../../transcription/formats/webPage/colours';

/** The contrast ratio of WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [lighter = NaN, darker = NaN] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = NaN, green = NaN, blue = NaN] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test.each(['light', 'dark'] as const)('text and names can be read on every %s background', (scheme) => {
  const { page, playing } = backgrounds;
  const ratios = [
    ...Object.values(backgrounds).map((background) => contrast(textColour[scheme], background[scheme])),
    ...speakerColours.flatMap((colour) =>
      [page, playing].map((background) => contrast(colour[scheme], background[scheme])),
    ),
  ];
  expect(Math.min(...ratios)).toBeGreaterThanOrEqual(4.5);
});

test('more speakers than colours begin anew', () => {
  expect(speakerClass(0)).toBe('s1');
  expect(speakerClass(speakerColours.length)).toBe('s1');
});
