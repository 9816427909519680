/** What decides about money, about when a task is over, about who may ring, and about what an answer means. */
const decides = [
  'transcription/{errors,tolerantSchema}.ts',
  'transcription/callbacks/ticket.ts',
  'transcription/calls/{json,jsonMemory,keptAnswer,looseJson,pace,retry}.ts',
  'transcription/tasks/{fanIn,finality,poll,purchase,submitEntry,submitLedger,taskErrors}.ts',
  'providers/apikley/{callback,envelope,errorEnvelope,foreignAnswer,locate,provider,readTask,response,scribe,taskErrors,taskId,taskState,upload,wire}.ts',
  'providers/elkapi/{complaint,errorEnvelope,jsonAnswer,models,offeredModels,provider,refusals,refusedFormat,response,unreadable,wire}.ts',
  'nodes/ApikleyTrigger/{checkCallback,earlierKeys,oncePerTask}.ts',
  'nodes/Transcribe/stoppingError.ts',
  'nodes/Transcribe/audio/urlAudio.ts',
  'nodes/Transcribe/operations/earlierOutput.ts',
  'nodes/Transcribe/suspend/{deadline,doorbell,earlyReads,executions,look,reconciler,webhook}.ts',
  'nodes/shared/webhooks/{laterCalls,ownCalls,resumeAnswer}.ts',
];

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: decides,
  mutator: {
    // Words, field names and patterns: their mutants ask whether a test repeats the code.
    excludedMutations: ['StringLiteral', 'ObjectLiteral', 'Regex'],
  },
  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  jest: { configFile: 'test/mutation/jest.config.js' },
  coverageAnalysis: 'perTest',
  // What runs while a file is loaded is held by every test at once: such a mutant costs the whole suite each time.
  ignoreStatic: true,
  concurrency: 2,
  // The tests that read millions of entries are slow while each line is counted.
  dryRunTimeoutMinutes: 20,
  // A mutant that waits for ever is found by its time; the fake clocks let none take long by itself.
  timeoutMS: 30_000,
  ignorePatterns: ['dist', '.playground'],
  // A mutant in the column "# errors" was found while a test file was loaded.
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  tempDirName: '.stryker-tmp',
  cleanTempDir: 'always',
  allowConsoleColors: false,
  thresholds: { high: 95, low: 95, break: 95 },
};
