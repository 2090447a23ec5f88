/** ProgramCode: the files of a built mini-program, loaded into an engine and registered with glass-easel. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Element, GeneralComponent } from 'glass-easel';
import { createEngine, type Engine, type EngineSettings } from './engine.ts';
import { compileTemplates, type Dialect } from './templates.ts';

const require = createRequire(import.meta.url);
const { addGlobalWarningListener, EmptyBackendContext, globalOptions } =
  require('glass-easel') as typeof import('glass-easel');
const { MiniProgramEnv } =
  require('glass-easel-miniprogram-adapter') as typeof import('glass-easel-miniprogram-adapter');

// What fails in a template fails the test; a list that is not there is an empty list, on phones too.
globalOptions.throwGlobalError = true;
addGlobalWarningListener((message) => !message.startsWith('The for-list data is neither Array nor Object'));

type Definition = Record<string, unknown>;
export type Settings = Record<string, unknown> & { usingComponents?: Record<string, string> };

/** app.json, as far as it matters here. */
export interface AppSettings {
  pages: string[];
  window?: Settings;
  subPackages?: { root: string; pages: string[] }[];
  preloadRule?: Record<string, { network?: 'all' | 'wifi'; packages?: string[] }>;
}

export interface ProgramCode {
  engine: Engine;
  appSettings: AppSettings;
  /** Those of subpackages too. */
  pages: readonly string[];
  settingsOf(page: string): Settings;
  /** Runs the files of all pages of the main package. */
  loadPages(): void;
  /** What app.js gave to App(). */
  app(): Definition;
  /** Runs the page's file first, where it belongs to a subpackage that nobody has opened yet. */
  createPage(page: string): GeneralComponent;
  /** Calls a lifecycle function if there is one; what it throws is kept in `thrown`. */
  call(object: object, lifecycle: string, ...parameters: unknown[]): void;
  thrown: unknown[];
  /** How many events the code has been given. */
  heard(): number;
}

export function createProgramCode(
  folder: string,
  dialect: Dialect,
  phone: EngineSettings,
  globals: (engine: Engine) => Record<string, object>,
  currentPages: () => object[],
): ProgramCode {
  const settingsOf = (part: string): Settings => {
    const place = path.join(folder, `${part}.json`);
    return existsSync(place) ? (JSON.parse(readFileSync(place, 'utf8')) as Settings) : {};
  };
  const appSettings = settingsOf('app') as unknown as AppSettings;
  const { subPackages = [] } = appSettings;
  const packageOf = (file: string) => subPackages.find(({ root }) => file.startsWith(`${root}/`))?.root ?? '';
  const templateOf = compileTemplates(folder, dialect);
  const codeSpace = new MiniProgramEnv().createCodeSpace('', true);
  const backend = new EmptyBackendContext();
  const modules = new Map<string, { exports: unknown }>();
  const thrown: unknown[] = [];
  let heard = 0;
  let app: Definition | undefined;
  /** The page or component whose file is running: what it registers is registered under this. */
  let loading = '';

  function guarded(run: () => unknown): void {
    try {
      run();
    } catch (error) {
      thrown.push(error);
    }
  }

  /** Events reach the code as plain objects of its own realm, and are counted, so that a touch in vain is noticed. */
  function listening(definition: Definition): Definition {
    const listen = definition.eh as ((this: unknown, event: unknown) => unknown) | undefined;
    if (!listen) return definition;
    const touched = (element: Element) => ({ id: element.id, dataset: element.dataset, offsetLeft: 0, offsetTop: 0 });
    return {
      ...definition,
      eh(this: unknown, event: Record<string, unknown> & { target: Element; currentTarget: Element }) {
        heard += 1;
        const { type, detail, timeStamp, target, currentTarget } = event;
        const plain = { type, detail, timeStamp, target: touched(target), currentTarget: touched(currentTarget) };
        guarded(() => listen.call(this, engine.own(plain)));
      },
    };
  }

  function prepare(): ReturnType<typeof codeSpace.component> {
    codeSpace.addComponentStaticConfig(loading, settingsOf(loading) as never);
    codeSpace.addCompiledTemplate(loading, templateOf(loading));
    return codeSpace.component(loading);
  }

  const engine = createEngine(
    {
      App: (definition: Definition) => {
        app = definition;
      },
      Page: (definition: Definition) =>
        prepare()
          .pageDefinition(listening(definition) as never)
          .register(),
      Component: (definition: Definition) => {
        const methods = listening((definition.methods ?? {}) as Definition);
        prepare()
          .definition({ ...definition, methods } as never)
          .register();
      },
      getApp: () => app,
      getCurrentPages: currentPages,
    },
    phone,
  );
  for (const [name, value] of Object.entries(globals(engine))) engine.define(name, value);

  /** `by`: the file that asks for it. A subpackage is not there before one of its pages is opened. */
  function load(file: string, by = file): unknown {
    const home = packageOf(file);
    if (home && home !== packageOf(by)) throw new Error(`${by} requires ${file} of the subpackage ${home}`);
    const known = modules.get(file);
    if (known) return known.exports;
    const module = { exports: engine.own({}) };
    modules.set(file, module);
    engine.run(readFileSync(path.join(folder, `${file}.js`), 'utf8'), path.join(folder, `${file}.js`), {
      module,
      exports: module.exports,
      require: (name: string) => load(path.posix.join(path.posix.dirname(file), name.replace(/\.js$/, '')), file),
    });
    return module.exports;
  }

  /** A page's or component's file, after those of the components it uses (which may use themselves). */
  function loadPart(part: string): void {
    if (modules.has(part) || loading === part) return;
    const before = loading;
    loading = part;
    for (const component of Object.values(settingsOf(part).usingComponents ?? {})) {
      loadPart(path.posix.join(path.posix.dirname(part), component));
      loading = part;
    }
    load(part);
    loading = before;
  }

  load('app');
  return {
    engine,
    appSettings,
    pages: [...appSettings.pages, ...subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))],
    settingsOf,
    thrown,
    heard: () => heard,
    loadPages() {
      for (const page of appSettings.pages) loadPart(page);
    },
    app() {
      if (!app) throw new Error('app.js has not called App()');
      return app;
    },
    createPage(page) {
      loadPart(page);
      return codeSpace.getComponentSpace().createComponentByUrl('page', page, null, backend);
    },
    call(object, lifecycle, ...parameters) {
      const run = (object as Record<string, unknown>)[lifecycle];
      if (typeof run === 'function') guarded(() => run.apply(object, parameters));
    },
  };
}
