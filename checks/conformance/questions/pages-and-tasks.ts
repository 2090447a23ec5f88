/** Questions about pages and tasks, for services that have them: more than one page came, and a task was polled to its end. */
import type { Asking } from '../asking.ts';
import { type Finding, finding, notShown } from '../finding.ts';
import type { PersonHeard } from './whoever-holds-results.ts';

export function* aboutPagesAndTasks({ target: { source } }: Asking, everybody: PersonHeard[]): Iterable<Finding> {
  for (const service of source.results) {
    const asked = everybody.map(({ heard, person }) => ({
      person,
      reply: heard.reply,
      pages: heard.answers.filter((each) => (each.service as { id?: string }).id === service.id).length,
      polls: heard.answers.filter((each) => each.service === service.task?.poll).length,
    }));
    if (service.paging) {
      const most = Math.max(0, ...asked.map(({ pages }) => pages));
      const question = `pages of ${service.id}`;
      if (most > 1) yield finding(question, 'more than one, all of them read', `${most} pages`);
      else
        yield notShown(
          question,
          'more than one',
          'nobody has more than one page: ask the source for somebody who does',
        );
    }
    if (service.task) {
      const found = asked.filter(({ reply, polls }) => reply.kind === 'found' && polls > 0);
      const question = `the task of ${service.id}`;
      if (found.length > 0) yield finding(question, 'submitted, polled, done', `done after ${found[0]!.polls} polls`);
      else yield notShown(question, 'submitted, polled, done', 'no task has come to its end');
    }
  }
}
