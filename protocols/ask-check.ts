/** Asks one of the checks a source offers about who somebody is. */
import { DAY_MS, type Instant } from '../core/index.ts';
import { askRows } from './ask-results.ts';
import { AskingFailed, type Connection, type Protocol, type Question } from './protocol.ts';
import { textAt } from './reading/path.ts';
import { readResult } from './reading/result.ts';
import type { Row } from './reading/rows.ts';
import type { Check, HolderCheck, ResultService } from './source-file.ts';

const HOLDER_DAYS = 14;

/** `no` is the source's word; that it could not say is thrown. */
export async function askCheck(
  protocol: Protocol,
  connection: Connection,
  check: Check,
  question: Question,
): Promise<'yes' | 'no'> {
  const { holder, ...others } = connection.source.checks ?? {};
  if (check === 'holder' && holder) return askHolder(protocol, connection, holder, question);
  const service = check === 'holder' ? undefined : others[check];
  if (!service) throw new RangeError(`${connection.source.id} does not offer the check ${check}`);
  const document = await protocol.call(connection, service, question);
  const confirmed = service.confirmed.every(({ path, values }) => {
    const value = textAt(document, path);
    return value !== undefined && (values.includes(value) || values.includes('*'));
  });
  return confirmed ? 'yes' : 'no';
}

async function askHolder(protocol: Protocol, connection: Connection, holder: HolderCheck, question: Question) {
  const service = connection.source.results.find(({ id }) => id === holder.service);
  if (!service) throw new RangeError(`${connection.source.id} has no result service ${holder.service}`);
  const asked = normal(question.specimenNumber);
  const rows = await ownRows(protocol, connection, service, question);
  const holds = rows.some(
    (row) =>
      isRecent(row, service, connection.now()) &&
      numbersOf(row, holder, service).some((field) => normal(textAt(row, field)) === asked),
  );
  return asked !== '' && holds ? 'yes' : 'no';
}

/** Fields whose number nobody else has been given. */
function numbersOf(row: Row, { specimens, tubes = [] }: HolderCheck, service: ResultService): string[] {
  return readResult(row, service).poolSize === 1 ? [...specimens, ...tubes] : specimens;
}

type Asking = [protocol: Protocol, connection: Connection, service: ResultService, question: Question];

/** Rows about others answer this question: the number is not this person's. */
async function ownRows(...asked: Asking): Promise<Row[]> {
  const rows: Row[] = [];
  try {
    await askRows(...asked, (row) => rows.push(row));
  } catch (error) {
    if (!(error instanceof AskingFailed) || error.reason !== 'wrong-person') throw error;
  }
  return rows;
}

function isRecent(row: Row, service: ResultService, now: Instant): boolean {
  const { sampleCollectedAt, testedAt, reportIssuedAt } = readResult(row, service);
  const at = sampleCollectedAt ?? testedAt ?? reportIssuedAt;
  return at !== undefined && at <= now && now - at <= HOLDER_DAYS * DAY_MS;
}

/** Numbers are typed from paper: case and the spaces people put between groups do not count. */
function normal(number: string | undefined): string {
  return (number ?? '').replace(/\s/g, '').toUpperCase();
}
