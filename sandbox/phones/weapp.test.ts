import { built } from './builds.ts';
import { bindByPhone, bindBySpecimen, consent, isToBeBound } from './first-opening.ts';
import { showTheFlow } from './the-flow.ts';
import { showTheRest } from './the-rest.ts';
import { visitByPhone } from './visit.ts';
import { createWeChatPhone } from './wechat-phone.ts';

let folder: string;

const means = showTheFlow({
  async prepare() {
    folder = await built('weapp');
  },
  async arrive(sandbox, person) {
    const visit = visitByPhone(createWeChatPhone(folder, { person: person.id, gateway: sandbox.gatewayOrigin }));
    await consent(visit);
    if (await isToBeBound(visit))
      await (person.phone.registeredWith === 0 ? bindByPhone : bindBySpecimen)(visit, person);
    return visit;
  },
  finish: async () => undefined,
});

showTheRest(means);
