import { built } from './builds.ts';
import { bindByPhone, consent } from './first-opening.ts';
import { showTheFlow } from './the-flow.ts';
import { visitByPhone } from './visit.ts';
import { createWeChatPhone } from './wechat-phone.ts';

let folder: string;

showTheFlow({
  async prepare() {
    folder = await built('weapp');
  },
  async arrive(sandbox, person) {
    const visit = visitByPhone(createWeChatPhone(folder, { person: person.id, gateway: sandbox.gatewayOrigin }));
    await consent(visit);
    await bindByPhone(visit, person);
    return visit;
  },
  finish: async () => undefined,
});
