/** The stage that a build is for, as STAGE names it: the sandbox unless said, or one of serverless.yml's. */
import { readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import path from 'node:path';
import { parse } from 'yaml';

/** The sandbox's roots lie in the repository for everybody: what is built with them believes everybody's codes. */
const SANDBOX = 'sandbox';

/** Where no citizens are: this machine, a network of one's own (RFC 1918, 3927, 4193), names that lead nowhere (RFC 2606, 6761). */
const OWN = new BlockList();
OWN.addSubnet('127.0.0.0', 8);
OWN.addSubnet('10.0.0.0', 8);
OWN.addSubnet('172.16.0.0', 12);
OWN.addSubnet('192.168.0.0', 16);
OWN.addSubnet('169.254.0.0', 16);
OWN.addAddress('::1', 'ipv6');
OWN.addSubnet('fc00::', 7, 'ipv6');
OWN.addSubnet('fe80::', 10, 'ipv6');
const OWN_NAMES = /(^|\.)(localhost|local|example)$/;

/** Throws for a name that is no stage, and for an API address that does not belong to the stage. */
export function stageOf(
  { STAGE: stage = SANDBOX, HUREN_API: api = '' }: Partial<Record<string, string>>,
  repository: string,
): string {
  const { params } = parse(readFileSync(path.join(repository, 'serverless.yml'), 'utf8'), { logLevel: 'silent' });
  const stages = [SANDBOX, ...Object.keys(params).filter((name) => name !== 'default')];
  if (!stages.includes(stage)) throw new Error(`STAGE is "${stage}": build with one of ${stages.join(', ')}`);
  if (stage !== SANDBOX && api !== '')
    throw new Error(`HUREN_API is for the sandbox; ${stage} has its address in serverless.yml`);
  if (api !== '' && !isOwn(api))
    throw new Error(
      `HUREN_API is ${api}, and a build for the sandbox believes codes that anybody can sign: it may call this machine or one in your own network only. For another, write its apiHost in serverless.yml and build with STAGE=${stages[1]}`,
    );
  return stage;
}

function isOwn(address: string): boolean {
  const host = URL.canParse(address) ? new URL(address).hostname.replace(/^\[|\]$/g, '') : '';
  const family = isIP(host);
  return family === 0 ? OWN_NAMES.test(host) : OWN.check(host, family === 6 ? 'ipv6' : 'ipv4');
}
