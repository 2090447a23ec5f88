/** Rules for the placeholders in a source's settings: each must stand for something when a call goes out. */
import type { SourceFile, Template } from '../../protocols/source-file.ts';
import type { Rule } from './problem.ts';
import { OF_THE_QUESTION, placeholdersIn, servicesOf } from './service-rules.ts';

const OF_THE_REQUEST = [
  '$timestamp',
  '$nonce',
  '$method',
  '$path',
  '$pathAndQuery',
  '$contentType',
  '$body',
  '$bodyMd5',
];

export const settingsRules: Rule<SourceFile>[] = [
  function* knowsWhatItFills({ settings, protocol }) {
    const known = [...OF_THE_QUESTION, ...OF_THE_REQUEST];
    if ('signature' in settings || 'token' in settings) known.push('$signature');
    if (protocol === 'token-gateway' || protocol === 'rotating-secret') known.push('$token');
    if (protocol === 'soap' || 'soap' in settings) known.push('$input');
    if (protocol === 'encrypted-envelope') known.push('$inner');
    for (const name of new Set(placeholdersIn(settings as Template)))
      if (!known.includes(name) && !/^\$(secret|service)\../.test(name))
        yield {
          field: '/settings',
          remedy: `nothing stands for ${name}; use one of ${known.join(', ')}, $secret.<field> or $service.<name>`,
        };
  },
  function* valuesOfServices(source) {
    const wanted = placeholdersIn(source.settings as Template).filter((name) => name.startsWith('$service.'));
    for (const name of new Set(wanted))
      for (const [field, { settings }] of servicesOf(source))
        if (!Object.hasOwn((settings?.values as object | undefined) ?? {}, name.slice('$service.'.length)))
          yield {
            field: `${field}/settings/values`,
            remedy: `the source's settings send ${name}; add "${name.slice('$service.'.length)}" for this service`,
          };
  },
];
