/** Which sources are in scope. */
import type { Case } from './cases.ts';
import type { JurisdictionCode } from './jurisdiction.ts';
import { type ScopeDefinition, sourcesInScope } from './scope.ts';

const sources = (
  [
    ['nation', '000000'],
    ['shanghai', '310000'],
    ['zhejiang', '330000'],
    ['hangzhou-lab', '330100'],
    ['zhoushan', '330900'],
    ['jiangsu', '320000'],
    ['corps', '660000'],
    ['xinjiang', '650000'],
  ] as const
).map(([id, jurisdiction]) => ({ id, jurisdiction: jurisdiction as JurisdictionCode }));

const auto = {};
const delta = { jurisdictions: ['310000', '320000', '330000', '340000'] as JurisdictionCode[] };

const table: [
  name: string,
  scope: Pick<ScopeDefinition, 'sources' | 'jurisdictions'>,
  chosen: string,
  named: string[],
  expected: string,
][] = [
  [
    'a province: the nation, itself and the cities below it',
    auto,
    '330000',
    [],
    'nation zhejiang hangzhou-lab zhoushan',
  ],
  [
    'a city: the nation, its province and itself, not its neighbours',
    auto,
    '330100',
    [],
    'nation zhejiang hangzhou-lab',
  ],
  ['a county: all that contain it', auto, '330106', [], 'nation zhejiang hangzhou-lab'],
  ['places named before', auto, '310000', ['330900', '320000'], 'nation shanghai zhejiang zhoushan jiangsu'],
  ['a place named twice', auto, '310000', ['310000', '310000'], 'nation shanghai'],
  ['the Corps is not Xinjiang', auto, '660000', [], 'nation corps'],
  ['a place with no source', auto, '540000', [], 'nation'],
  ['the nation is the national sources, not everybody', auto, '000000', ['000000'], 'nation'],
  [
    'listed jurisdictions and what lies below',
    delta,
    '440000',
    ['660000'],
    'shanghai zhejiang hangzhou-lab zhoushan jiangsu',
  ],
  [
    'everywhere',
    { jurisdictions: ['000000' as JurisdictionCode] },
    '310000',
    [],
    sources.map(({ id }) => id).join(' '),
  ],
  [
    'listed sources; what no source is called is left out',
    { sources: ['jiangsu', 'atlantis', 'nation'] },
    '310000',
    [],
    'nation jiangsu',
  ],
  ['a list of none', { sources: [] }, '310000', [], ''],
];

export const scopeCases: Case[] = table.map(([name, scope, chosen, named, expected]) => ({
  name,
  expected,
  actual: () => sourcesInScope(scope, chosen as JurisdictionCode, named as JurisdictionCode[], sources).join(' '),
}));
