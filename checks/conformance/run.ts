/** A whole conformance run: the same questions for every source, in the same order. */
import { Asking } from './asking.ts';
import { type Finding, notShown } from './finding.ts';
import { aboutCertificate } from './questions/certificate.ts';
import { aboutChecks } from './questions/checks.ts';
import { aboutCredentialsAndClock } from './questions/credentials-and-clock.ts';
import { aboutAnswerTimes, aboutPace } from './questions/pace-and-time.ts';
import { aboutPagesAndTasks } from './questions/pages-and-tasks.ts';
import { aboutRows } from './questions/what-rows-say.ts';
import { aboutAnotherName, aboutDocuments, aboutPeople, askEverybody } from './questions/whoever-holds-results.ts';
import type { Target } from './target.ts';

export async function run(target: Target): Promise<Finding[]> {
  const asking = new Asking(target);
  const certificate = await aboutCertificate(target);
  const everybody = await askEverybody(asking);
  const first = [certificate, ...aboutPeople(asking, everybody)];
  if (!everybody.some(({ heard }) => heard.reply.kind !== 'failed'))
    return [...first, notShown('everything else', 'answers', 'is asked when somebody has been answered about')];
  return [
    ...first,
    await aboutAnotherName(asking, everybody),
    ...aboutDocuments(asking, everybody),
    ...aboutRows(asking, everybody),
    ...aboutPagesAndTasks(asking, everybody),
    ...(await aboutChecks(asking)),
    ...(await aboutPace(asking, everybody)),
    ...(await aboutCredentialsAndClock(asking, everybody)),
    aboutAnswerTimes(asking),
  ];
}
