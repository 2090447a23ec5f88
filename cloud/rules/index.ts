/** Every rule a template must keep, by the name under which a failure is told. */
import type { SourceFile } from '../../protocols/source-file.ts';
import { queueId } from '../generate.ts';
import type { Partition } from '../stages.ts';
import type { Rule } from '../template.ts';
import * as alarms from './alarms.ts';
import * as asking from './asking.ts';
import * as buckets from './buckets.ts';
import * as doors from './doors.ts';
import * as encryption from './encryption.ts';
import * as privilege from './least-privilege.ts';
import * as partition from './partition.ts';
import { referencesLeadSomewhere } from './references.ts';
import { specification } from './specification.ts';
import * as throttles from './throttles.ts';

/** What the rules compare a template with. */
export interface Expected {
  partition: Partition;
  /** Those that the stage connects. */
  sources: SourceFile[];
  doors: string[];
  routes: string[];
  /** Those that ask for no session. */
  openRoutes: string[];
  /** For each door the codes of the log that its bundle writes. */
  written: Record<string, string[]>;
  runtime: string;
  architecture: string;
}

export function rules(expected: Expected): Record<string, Rule> {
  const secrets = Object.fromEntries(expected.sources.map((source) => [queueId(source), source.secret]));
  const pushing = expected.sources.filter(({ pushes }) => pushes).map(({ secret }) => secret);
  const networks = Object.fromEntries(expected.sources.map((source) => [queueId(source), source.network]));
  return {
    'every property is one AWS knows': specification,
    'every reference leads somewhere': referencesLeadSomewhere,
    'no star in a role': privilege.noStarInRoles,
    'every statement is about something': privilege.everyStatementIsAboutSomething,
    'each function has a role of its own': privilege.ownRolePerFunction,
    'no role without a function': privilege.noRoleWithoutFunction,
    'policies under 8 000 characters': privilege.smallPolicies,
    'few open the document pepper': privilege.fewOpenTheDocumentPepper,
    'few see documents in the ledger': privilege.fewSeeDocuments,
    'few write of citizens': privilege.fewWriteOfCitizens,
    'secrets of sources are read by who needs them': privilege.ownSourcesSecretsOnly(secrets, pushing),
    'keys that sign are opened by who signs': privilege.ownSigningKeysOnly,
    'tables are encrypted with our key and expire': encryption.tablesAreEncryptedWithOurKey,
    'the ledger survives': encryption.ledgerSurvives,
    'keys rotate and stay': encryption.keysRotateAndStay,
    'queues and topics are encrypted': encryption.queuesAndTopicsAreEncrypted,
    'buckets are private and encrypted': encryption.bucketsArePrivateAndEncrypted,
    'documents are reached through CloudFront only': buckets.documentsOnlyThroughTheEdge,
    'photos go': buckets.photosGo,
    'buckets refuse plain HTTP': buckets.bucketsRefusePlainHttp,
    'logs expire': encryption.logsExpire,
    "reserved concurrency is the sum of the queues'": asking.reservedConcurrencyIsTheSum,
    'reserved concurrency fits an account': asking.reservedConcurrencyFitsAnAccount,
    'what runs by the clock has a place': throttles.whatRunsByTheClockHasAPlace,
    'every route is throttled': throttles.everyRouteIsThrottled,
    'throttled routes are there first': throttles.throttledRoutesAreThereFirst,
    'routes without a session have a rate of their own': throttles.openRoutesHaveTheirOwn(expected.openRoutes),
    'one message at a time, failures reported': asking.oneMessageAtATime,
    'visibility outlasts the function': asking.visibilityOutlastsTheFunction,
    'questions do not linger': asking.questionsDoNotLinger,
    'readers fit the queue': asking.readersFitTheQueue,
    'what runs by the clock is alarmed': alarms.whatRunsByTheClockIsAlarmed,
    'the trust list is young or alarmed': alarms.theListIsYoung,
    'what is logged is alarmed': alarms.whatIsLoggedIsAlarmed(expected.written),
    'what no door answers is alarmed': alarms.whatNoDoorAnswersIsAlarmed,
    'dead letters are alarmed': asking.deadLettersAreAlarmed,
    'functions stand in the network of their sources': asking.functionsStandInTheirNetwork(networks),
    'nothing that the partition lacks': partition.availableIn(expected.partition),
    'no partition written out': partition.partitionIsNotWritten,
    'fewer than 400 resources': partition.fewerThan400Resources,
    'runtime and architecture of the stage': partition.runtimeAndArchitecture(expected.runtime, expected.architecture),
    'every door has a function': doors.everyDoorHasAFunction(expected.doors),
    "routes are the contract's": doors.routesAreTheContract(expected.routes),
  };
}
