import { createAlipayPhone } from './alipay-phone.ts';
import { built } from './builds.ts';
import { bindBySpecimen, consent } from './first-opening.ts';
import { showTheFlow } from './the-flow.ts';
import { visitByPhone } from './visit.ts';

let folder: string;

showTheFlow({
  async prepare() {
    folder = await built('alipay');
  },
  async arrive(sandbox, person) {
    const visit = visitByPhone(createAlipayPhone(folder, { person: person.id, gateway: sandbox.gatewayOrigin }));
    await consent(visit);
    await bindBySpecimen(visit, person);
    return visit;
  },
  finish: async () => undefined,
});
