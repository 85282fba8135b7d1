interface ExplainModule {
  explain(log: string, files: readonly string[]): string[];
}

// A plain JavaScript module that is shipped as it is; the cast gives it types here.
const moduleUrl: string = new URL('../../templates/project/Tests/explain.mjs', import.meta.url)
  .href;

/** What an emitted project's run.sh advises about compiler errors. */
export const { explain } = (await import(moduleUrl)) as ExplainModule;
