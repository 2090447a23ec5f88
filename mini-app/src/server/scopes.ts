/** Scope 查询范围: which sources are asked. `auto`: the national ones, the place's and the person's own; `everywhere`: all there are. */
export const SCOPES = ['auto', 'yangtze-delta', 'everywhere'] as const;
export type Scope = (typeof SCOPES)[number];
